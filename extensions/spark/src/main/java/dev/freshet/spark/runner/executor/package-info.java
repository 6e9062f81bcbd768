/**
 * What the runner does in Spark's executors: starts workers and passes frames. It is shipped alone, so it knows nothing
 * but the JDK and Spark.
 */
@NullMarked
package dev.freshet.spark.runner.executor;

import org.jspecify.annotations.NullMarked;
