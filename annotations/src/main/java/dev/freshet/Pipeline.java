package dev.freshet;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a class whose {@link Node} methods form a data pipeline.
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
 * <p>The compiler generates this class in the same package:
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
 * <p>For a nested class {@code Outer.Sales}, the generated class is {@code Outer_SalesPipeline}.
 *
 * <p>A dataset that a node reads and no node produces is a <em>pipeline input</em>. If {@link #inputs} or
 * {@link #catalog} is given, each pipeline input must be named there; any other name is the compile error
 * {@code UnknownInput}. If neither is given, every name is accepted, unless it nearly equals the name of a node's
 * output.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Pipeline {
    /** The pipeline's name in reports and on the command line; by default, the simple name of the class. */
    String name() default "";

    /** The pipeline inputs, which the caller passes to {@code call} or to the run. */
    String[] inputs() default {};

    /**
     * The catalog file, such as {@code "conf/base/catalog.yml"}, against which the compiler checks names and types. The
     * compiler also reads the parameter files beside it. It looks for the file in the directory of the processor option
     * {@code -Afreshet.conf=DIR} and beside that directory; without that option, in the class output and on the source
     * path.
     */
    String catalog() default "";

    /** The pipelines whose nodes this pipeline includes. */
    Include[] include() default {};
}
