/**
 * The part of the runner that runs in Spark's executors: starts workers and passes frames. It is shipped alone, so it
 * depends on the JDK and Spark only.
 */
@NullMarked
package dev.freshet.spark.runner.executor;

import org.jspecify.annotations.NullMarked;
