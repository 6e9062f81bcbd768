/** An example that grows with its data: partitions, tables of Spark, and plain Java on a cluster. */
@NullMarked
package dev.freshet.example.spark;

import org.jspecify.annotations.NullMarked;
