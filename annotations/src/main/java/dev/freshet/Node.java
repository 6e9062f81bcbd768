package dev.freshet;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method as a node: one step of a {@link Pipeline}, which reads datasets and produces datasets.
 *
 * <p>You write:
 *
 * <pre>{@code
 * record Split(List<Leg> train, List<Leg> test) {}
 *
 * @Node(inputs = {"legs", "params:split.ratio"}, outputs = {"train", "test"})
 * static Split split(List<Leg> legs, double ratio) { ... }
 * }</pre>
 *
 * <p>You get: a run calls the method with the dataset {@code legs} and the parameter {@code split.ratio}. The
 * components of the returned record become the datasets {@code train} and {@code test}. Names determine the order:
 * every consumer of {@code train} runs after this node.
 *
 * <p>A node method is static, or an instance method of the pipeline class; in that case the caller passes an instance:
 * {@code SalesPipeline.create(new Sales(client))}. A node method may throw any exception. Parameters of type
 * {@link NodeContext} and parameters with {@link Param} have no name in {@link #inputs}.
 *
 * <p>A method produces a dataset of many records as a {@code List<T>}, as a {@code Stream<T>} or through a {@link Sink}
 * parameter. It reads one as a {@code List<T>}, {@code Collection<T>}, {@code Iterable<T>} or {@code Stream<T>}. With
 * streams, iterables and sinks, the dataset can be larger than memory. Freshet closes the streams that it passes to a
 * method. A parameter of type {@code Supplier<T>} loads its dataset when {@code get} is called.
 *
 * <p>A method reads a partitioned dataset as {@link Partitions}. It produces one through a {@link PartitionSink}, or
 * one partition for each call; see {@link #each}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Node {
    /** The node's name, unique in its pipeline; by default, the method's name. */
    String name() default "";

    /**
     * The datasets that the method reads, in the order of its parameters; by default, the names of the parameters.
     *
     * <p>{@code "params:a.b"} is the configuration parameter {@code a.b}, and {@code "parameters"} is the group of all
     * parameters. {@code "flights@csv"} reads the dataset {@code flights} through the catalog entry
     * {@code flights@csv}.
     */
    String[] inputs() default {};

    /**
     * The datasets that the method produces; by default, one with the method's name, or none if the method returns
     * {@code void}. One name stands for the returned value. For several names, the method returns a record; its
     * components become the datasets, in order. {@link Sink} and {@link PartitionSink} parameters take the last names,
     * in order; if {@code outputs} is omitted, such a dataset has the parameter's name.
     */
    String[] outputs() default {};

    /**
     * The partitioned input whose partitions the node processes one at a time. The run calls the method once for each
     * partition; the method receives the partition in place of the dataset and returns one partition of each output. A
     * later run recomputes only the partitions whose input has changed, and deletes the output partitions whose input
     * partition no longer exists.
     *
     * <p>Partitions are processed side by side, as many as threads and resources allow, so the method must be safe for
     * use by several threads. Each partition takes what the node declares to need ({@link #cpus}, {@link #memory},
     * {@link #uses}), has a {@link #timeout} of its own, and is retried by itself ({@link #retries}).
     */
    String each() default "";

    /**
     * How many partitions a node with {@link #each} processes at a time, at most; 0 for as many as threads and resources
     * allow. With 1, one follows the other in the order of their keys, also while a partition waits for its next
     * attempt.
     */
    int atOnce() default 0;

    /** Nodes that must succeed before this node starts, although no data flows between them. */
    String[] after() default {};

    /** Words that select nodes, as in {@code --tags nightly}. */
    String[] tags() default {};

    /**
     * The number of processors that the node keeps busy while it runs; it can be a fraction, or 0 for a node that only
     * waits.
     */
    double cpus() default 1;

    /**
     * The memory that the node needs while it runs, such as {@code "4GB"}; by default, none. The units are {@code B},
     * {@code KB}, {@code MB}, {@code GB} and {@code TB}, each 1,024 times the next smaller one.
     */
    String memory() default "";

    /** Whether the node runs alone: no other node runs and no dataset is saved meanwhile. */
    boolean exclusive() default false;

    /**
     * The resources that the node takes while it runs, each with an amount, such as {@code {"gpu:1", "db:2"}}. A run
     * declares how much of each resource it has. A node starts when all that it takes is free. If a node takes more than
     * the run has, the run reports an error before its first node.
     */
    String[] uses() default {};

    /** When the node runs again after it has succeeded. */
    Rerun rerun() default Rerun.WHEN_CHANGED;

    /**
     * How often the run retries the node after an exception. The pause before a retry is one second at first, and twice
     * as long each time, up to one minute.
     */
    int retries() default 0;

    /**
     * The longest time that one attempt may take, including loading the inputs, such as {@code "30m"} or
     * {@code "1h30m"}; by default, there is no limit. The units are {@code ms}, {@code s}, {@code m}, {@code h} and
     * {@code d}. After that time the run interrupts the node's thread and counts the attempt as failed.
     */
    String timeout() default "";

    /**
     * Types that the node reaches in ways that the compiler cannot see, such as reflection. All members of these types
     * and of their subtypes count as the node's code, also of subtypes in libraries. Lambdas and anonymous classes count
     * in sources that the processor compiles.
     */
    Class<?>[] alsoDependsOn() default {};

    /**
     * Class-path resources, such as {@code "rules.csv"}, whose content counts as the node's code. If several places of the
     * class path have one, the first counts; of a list of services, such as
     * {@code "META-INF/services/org.example.Plugin"}, all.
     */
    String[] resources() default {};

    /** A version of what the compiler cannot see of the node's code. If the version changes, the node runs again. */
    String version() default "";
}
