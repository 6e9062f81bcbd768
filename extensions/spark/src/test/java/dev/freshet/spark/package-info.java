/** Tests of Spark's datasets. */
@NullMarked
package dev.freshet.spark;

import org.jspecify.annotations.NullMarked;
