/** Tests of the runner for clusters. */
@NullMarked
package dev.freshet.spark.runner;

import org.jspecify.annotations.NullMarked;
