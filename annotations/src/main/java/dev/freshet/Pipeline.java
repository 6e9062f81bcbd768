package dev.freshet;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A class whose {@link Node} methods together are one data pipeline.
 *
 * <p>You write:
 *
 * <pre>{@code
 * @Pipeline(catalog = "conf/base/catalog.yml")
 * final class Sales {
 *     @Node(inputs = "orders_raw", outputs = "orders")
 *     static List<Order> clean(List<RawOrder> raw) { ... }
 *
 *     @Node(inputs = {"orders", "params:vat"}, outputs = "revenue")
 *     static Revenue sum(List<Order> orders, double vat) { ... }
 * }
 * }</pre>
 *
 * <p>You get, beside it and from the compiler:
 *
 * <pre>{@code
 * public final class SalesPipeline implements CompiledPipeline {
 *     public static final class Data { public static final DatasetRef<List<Order>> ORDERS = ...; ... }
 *     public static final class Nodes { public static final NodeRef CLEAN = ...; ... }
 *     public record Inputs(List<RawOrder> ordersRaw, double vat) {}
 *     public record Outputs(Revenue revenue) {}
 *     public static SalesPipeline create() { ... }
 *     public Outputs call(Inputs inputs) { ... }
 * }
 * }</pre>
 *
 * <p>The generated class of a nested class {@code Outer.Sales} is {@code Outer_SalesPipeline}.
 *
 * <p>A dataset that some node reads and none produces is a <em>free input</em>. With {@link #inputs} or {@link #catalog}
 * given, free inputs are only those named there, and any other name is the compile error {@code UnknownInput}. With
 * neither, free inputs are accepted, but a name that nearly is the name of some node's output is an error all the same.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Pipeline {
    /** The pipeline's name in reports and on the command line; the simple name of the class unless given. */
    String name() default "";

    /** The datasets that the pipeline takes from outside: handed to {@code call}, or to the run as inputs. */
    String[] inputs() default {};

    /**
     * The catalog file to check names and types against while compiling, such as {@code "conf/base/catalog.yml"}; the
     * parameter files beside it are read too. It is looked for in the directory of the processor option
     * {@code -Afreshet.conf=DIR} and beside that directory, else in the class output, else on the source path.
     */
    String catalog() default "";

    /** Other pipelines whose nodes become part of this one. */
    Include[] include() default {};
}
