package dev.freshet.runtime.graph;

import dev.freshet.runtime.timing.CriticalPath;
import dev.freshet.runtime.timing.RunTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A pipeline, or a selection of its nodes, with all that is shown of it. It has no absolute path and no secret.
 *
 * @param pipeline the pipeline's name
 * @param environment the environment of the configuration
 * @param nodes in an order in which they can run
 * @param datasets datasets and parameters by their first mention, a node's inputs before its outputs
 * @param code what nodes can reach of the code, by its place; empty if it is not known
 * @param times of the last run of the pipeline here that ran something; empty if it is not known
 * @param views what is shown beside the graph
 */
public record GraphDocument(
        String pipeline,
        String environment,
        List<Node> nodes,
        List<Dataset> datasets,
        List<Code> code,
        Optional<LastTimes> times,
        GraphViews views) {
    /** Creates a document without views. */
    public GraphDocument(
            String pipeline,
            String environment,
            List<Node> nodes,
            List<Dataset> datasets,
            List<Code> code,
            Optional<LastTimes> times) {
        this(pipeline, environment, nodes, datasets, code, times, GraphViews.NONE);
    }

    /** Returns the document with other views. */
    public GraphDocument with(GraphViews other) {
        return new GraphDocument(pipeline, environment, nodes, datasets, code, times, other);
    }

    /** The version of the form of {@link GraphJson}. */
    public static final int SCHEMA = 1;

    /**
     * A node.
     *
     * @param method as {@code Class.method}
     * @param source the place of the method, such as {@code src/main/java/Sales.java:14}; empty if unknown
     * @param tags in the order of the declaration
     * @param inputs in the order of the arguments
     * @param after the nodes that it names in {@code after}
     * @param status empty if the state was not asked, or the pipeline stores nothing
     */
    public record Node(
            String name,
            String method,
            String source,
            List<String> tags,
            Options options,
            List<Use> inputs,
            List<Use> outputs,
            List<String> after,
            Optional<Status> status) {
        /** Returns the node with another status. */
        Node with(Status other) {
            return new Node(name, method, source, tags, options, inputs, outputs, after, Optional.of(other));
        }

        /** Returns the namespace without the node's own name; empty if there is none. */
        public String namespace() {
            return name.substring(0, Math.max(0, name.lastIndexOf('.')));
        }
    }

    /**
     * What a node's declaration says of when and beside what it runs.
     *
     * @param rerun such as {@code WHEN_CHANGED}
     * @param memory bytes; 0 if not declared
     * @param uses named resources, each with the amount that the node takes
     * @param atOnce the largest number of partitions that are made at a time; 0 if it is not limited
     */
    public record Options(
            String rerun,
            double cpus,
            long memory,
            SortedMap<String, Integer> uses,
            boolean exclusive,
            int atOnce,
            int retries,
            Optional<Duration> timeout) {}

    /**
     * A dataset that a node reads or produces.
     *
     * @param form in lower case, such as {@code value} or {@code stream}
     */
    public record Use(String dataset, String form) {}

    /** What a run would do with a node. */
    public enum State {
        /** It is stale. */
        RUN("run"),
        /** It runs if an input turns out to differ. */
        MAYBE("maybe"),
        /** All that it produces is in memory, so that it runs when a stale node needs it. */
        IN_MEMORY("in memory"),
        /** It is not stale. */
        UP_TO_DATE("up to date");

        private final String word;

        State(String word) {
            this.word = word;
        }

        /** Returns the word for people, which is also that of {@code plan --json}. */
        public String word() {
            return word;
        }
    }

    /**
     * What is known of a node's results.
     *
     * @param reasons why it runs, a line each
     * @param last the last success of the node
     */
    public record Status(State state, List<String> reasons, Optional<LastRun> last) {}

    /**
     * The last success of a node.
     *
     * @param usual the median of all durations that are known
     */
    public record LastRun(Instant finished, Duration duration, Duration usual) {}

    /** How long a dataset's value lasts. */
    public enum Storage {
        /** It is in the catalog. */
        STORED,
        /** As long as the run. */
        MEMORY,
        /** It is a parameter of the configuration. */
        PARAMETER
    }

    /**
     * A dataset or a parameter.
     *
     * @param type the dataset type, such as {@code csv}; empty for parameters and what the catalog does not have
     * @param javaType as people write it, such as {@code List<Order>}
     * @param place as the catalog has it; empty if it has none that can be shown
     * @param producer the node that produces it; empty for a pipeline input
     * @param readers the nodes that read it, in their order
     */
    public record Dataset(
            String name,
            String type,
            String javaType,
            Storage storage,
            String place,
            Optional<String> producer,
            List<String> readers) {}

    /**
     * A method, constructor, field, constant or resource.
     *
     * @param text its kind and its name, such as {@code method Stats.mean(double[])}
     * @param source its place in the source, as that of a node; empty if unknown
     * @param nodes the nodes that can reach it
     */
    public record Code(String text, String source, List<String> nodes) {}

    /**
     * When the nodes of a run ran, and what it took its time for.
     *
     * @param run the id of the run
     * @param outcome in a word
     * @param path the critical path
     */
    public record LastTimes(
            String run, Instant start, String outcome, RunTimes times, List<CriticalPath.Segment> path) {}
}
