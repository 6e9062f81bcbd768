package dev.freshet;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Includes the nodes of one pipeline in another; see {@link Pipeline#include}.
 *
 * <pre>{@code
 * @Pipeline(
 *         catalog = "conf/base/catalog.yml",
 *         include = {
 *             @Include(value = Sales.class, as = "eu", inputs = "rates", parameters = "vat = vat_eu"),
 *             @Include(value = Sales.class, as = "us", inputs = {"rates", "orders_raw = orders_us"})
 *         })
 * final class Shop {
 *     @Node(inputs = {"eu.revenue", "us.revenue"}, outputs = "total")
 *     static Revenue add(Revenue eu, Revenue us) { ... }
 * }
 * }</pre>
 *
 * <p>{@link #as} sets a namespace: the node {@code clean} becomes {@code eu.clean}, the dataset {@code orders} becomes
 * {@code eu.orders}, and {@code params:vat} becomes {@code params:eu.vat}. Names that are mapped do not get the
 * namespace, and {@code parameters}, the group of all parameters, stays as it is. The generated class holds the
 * constants of an included pipeline in nested classes, such as {@code ShopPipeline.Data.Eu.ORDERS}.
 *
 * <p>The including pipeline's package must have access to the node methods and to the types in their signatures. The
 * naming rules follow Kedro's modular pipelines.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({})
public @interface Include {
    /** The class annotated with {@link Pipeline}, from the same sources or from a jar. */
    Class<?> value();

    /** The namespace; by default, names stay as they are. */
    String as() default "";

    /**
     * Pipeline inputs that do not get the namespace. {@code "rates"} keeps its name; {@code "orders_raw = orders_us"}
     * connects the included pipeline's {@code orders_raw} to the dataset {@code orders_us}.
     */
    String[] inputs() default {};

    /** Outputs that do not get the namespace, written as in {@link #inputs}. */
    String[] outputs() default {};

    /**
     * Parameters that do not get the namespace, written as in {@link #inputs} but without {@code params:}. The name of
     * a group covers every parameter in the group.
     */
    String[] parameters() default {};
}
