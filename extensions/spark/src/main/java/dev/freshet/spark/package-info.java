/** Tables of Apache Spark as datasets, and Spark's session as a parameter of nodes. */
@NullMarked
package dev.freshet.spark;

import org.jspecify.annotations.NullMarked;
