package dev.freshet;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A pipeline whose nodes become part of another, in {@link Pipeline#include}.
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
 * <p>With a namespace, a node {@code clean} becomes {@code eu.clean}, a dataset {@code orders} becomes {@code eu.orders}, and a
 * parameter {@code params:vat} becomes {@code params:eu.vat}, unless they are mapped; {@code parameters}, which is all of
 * them, stays. The constants of the generated class are in nested classes, as in {@code ShopPipeline.Data.Eu.ORDERS}.
 *
 * <p>The nodes' methods, and the types in their signatures, must be accessible from the package of the including pipeline.
 * The idea and the rules of names are those of Kedro's modular pipelines.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({})
public @interface Include {
    /** A class annotated with {@link Pipeline}, of the same sources or from a jar. */
    Class<?> value();

    /** The namespace; unless given, names stay as they are. */
    String as() default "";

    /**
     * Free inputs that do not get the namespace: {@code "rates"} keeps its name, {@code "orders_raw = orders_us"} is the
     * pipeline's {@code orders_raw} under the name {@code orders_us}.
     */
    String[] inputs() default {};

    /** Outputs that do not get the namespace, as in {@link #inputs}. */
    String[] outputs() default {};

    /**
     * Parameters that do not get the namespace, as in {@link #inputs} and without {@code params:}. A group stands for all in
     * it.
     */
    String[] parameters() default {};
}
