package dev.freshet;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a parameter of a {@link Node} method that receives an object of an extension, such as Spark's session. The
 * parameter is not a dataset and has no name in {@link Node#inputs}.
 *
 * <p>You write:
 *
 * <pre>{@code
 * @Node(outputs = "days")
 * static Dataset<Row> days(@Injected SparkSession spark, @Param int year) { ... }
 * }</pre>
 *
 * <p>The object is made when the first node that asks for it runs, and all nodes of the process share it. What it is
 * made with, such as the settings of {@code spark.yml}, does not count for whether the node is up to date.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.PARAMETER)
public @interface Injected {}
