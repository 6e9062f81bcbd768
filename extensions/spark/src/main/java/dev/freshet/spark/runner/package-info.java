/** Runs nodes on a cluster of Spark, each in a worker beside an executor. */
@NullMarked
package dev.freshet.spark.runner;

import org.jspecify.annotations.NullMarked;
