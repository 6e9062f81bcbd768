package dev.freshet;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method that makes datasets out of datasets: one step of a {@link Pipeline}.
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
 * <p>You get: the method is called once its inputs are there, with the dataset {@code legs} and the parameter
 * {@code split.ratio}; the components of the returned record become the datasets {@code train} and {@code test}.
 * Order follows from names: whoever reads {@code train} runs later.
 *
 * <p>Node methods are static, or instance methods of the pipeline class, which the caller then hands over:
 * {@code SalesPipeline.create(new Sales(client))}. They may throw any exception. A parameter of type
 * {@link NodeContext} is injected and takes no name in {@link #inputs}; neither does one that carries {@link Param}.
 *
 * <p>A dataset of many records is made as a {@code List<T>}, as a {@code Stream<T>} or through a {@link Sink} parameter, and
 * read as a {@code List<T>}, a {@code Collection<T>}, an {@code Iterable<T>} or a {@code Stream<T>}: with streams, iterables
 * and sinks, its records need not be in memory together. Streams are closed for the method. A parameter of type
 * {@code Supplier<T>} loads its dataset when it is asked for it. Datasets in parts are {@link Partitions} to those who read
 * them, and made through a {@link PartitionSink} or part by part ({@link #each}).
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Node {
    /** The node's name, unique in its pipeline; the method's name unless given. */
    String name() default "";

    /**
     * The datasets that the method reads, in the order of its parameters. Omitted: the parameters' own names.
     *
     * <p>{@code "params:a.b"} is the parameter {@code a.b} of the configuration, {@code "parameters"} all of them.
     * {@code "flights@csv"} reads the dataset {@code flights} through the catalog entry of that full name.
     */
    String[] inputs() default {};

    /**
     * The datasets that the method makes. Omitted: one, named as the method, or none if it returns {@code void}. With
     * one name it is the returned value; with several, the method returns a record, and they are its components in order.
     * {@link Sink} and {@link PartitionSink} parameters take the last names, in order; if {@code outputs} is omitted, their own names.
     */
    String[] outputs() default {};

    /**
     * The input over whose parts the node runs: the method is called once for each part, takes the part in the place of the
     * dataset, and returns a part of each output. When only some parts changed, only those are made again, and those of parts
     * that are gone are deleted.
     */
    String each() default "";

    /** Nodes that must be done before this one although no data flows between them. */
    String[] after() default {};

    /** Words to choose nodes by, as in {@code --tags nightly}. */
    String[] tags() default {};

    /** Processors that the node keeps busy while it runs; may be a fraction, or 0 if it only waits. */
    double cpus() default 1;

    /** Memory that the node needs while it runs, such as {@code "4GB"}; a unit is 1,024 times the one before. */
    String memory() default "";

    /** Whether nothing else may run beside the node. */
    boolean exclusive() default false;

    /**
     * Named resources that the node takes while it runs, each with how much of it, such as {@code {"gpu:1", "db:2"}}. A run
     * says how much there is of each; nodes wait until there is enough for all that they take.
     */
    String[] uses() default {};

    /** When the node runs again although an earlier run made its outputs. */
    Rerun rerun() default Rerun.WHEN_CHANGED;

    /** How often the node is tried again after an exception, each time after a longer pause. */
    int retries() default 0;

    /**
     * The longest time that one try may take, loads of its inputs included, such as {@code "30m"} or {@code "1h30m"}. Then
     * its thread is interrupted, and the node counts as failed.
     */
    String timeout() default "";

    /**
     * Types that the node reaches in ways the compiler cannot see, such as by reflection: all their members, and those of
     * their subtypes, count as the node's code.
     */
    Class<?>[] alsoDependsOn() default {};

    /** Names of class-path resources, such as {@code "rules.csv"}, whose content counts as the node's code. */
    String[] resources() default {};

    /** A word that stands for what the compiler cannot see of the node's code: change it, and the node runs again. */
    String version() default "";
}
