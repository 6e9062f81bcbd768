package dev.freshet.runtime.graph;

import dev.freshet.runtime.timing.CriticalPath;
import dev.freshet.runtime.timing.RunTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A pipeline, or a selection of its nodes, with everything that is shown about it. It contains no absolute path and no
 * secret.
 *
 * @param pipeline the pipeline's name
 * @param environment the environment of the configuration
 * @param nodes in an order in which they can run
 * @param datasets datasets and parameters by their first mention, a node's inputs before its outputs
 * @param code the code that nodes can reach, by its position; empty if unknown
 * @param times the times of this checkout's last run of the pipeline that ran something; empty if unknown
 * @param views the additional views
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
     * @param source the position of the method, such as {@code src/main/java/Sales.java:14}; empty if unknown
     * @param tags in the order of the declaration
     * @param inputs in the order of the arguments
     * @param after the nodes that it names in {@code after}
     * @param status the status; empty if the state was not read, or the pipeline stores nothing
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
     * The options of a node's declaration that decide when it runs, and beside which other nodes.
     *
     * @param rerun such as {@code WHEN_CHANGED}
     * @param memory bytes; 0 if not declared
     * @param uses named resources, each with the amount that the node takes
     * @param atOnce the largest number of partitions that are made at the same time; 0 for no limit
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
        /** The node is stale. */
        RUN("run"),
        /** The node runs if an input changes. */
        MAYBE("maybe"),
        /** All outputs of the node are in memory, so it runs when a stale node needs them. */
        IN_MEMORY("in memory"),
        /** The node is not up to date, but it does not run: its declaration says so. */
        KEPT_BACK("kept back"),
        /** The node is up to date. */
        UP_TO_DATE("up to date");

        private final String word;

        State(String word) {
            this.word = word;
        }

        /** Returns the word for people, which {@code plan --json} also uses. */
        public String word() {
            return word;
        }
    }

    /**
     * The status of a node.
     *
     * @param reasons why it runs, or what has changed although it does not run; one line each
     * @param last the last success of the node
     */
    public record Status(State state, List<String> reasons, Optional<LastRun> last) {}

    /**
     * The last success of a node.
     *
     * @param usual the median of all known durations
     */
    public record LastRun(Instant finished, Duration duration, Duration usual) {}

    /** How long a value of a dataset lasts. */
    public enum Storage {
        /** It is in the catalog. */
        STORED,
        /** It lasts as long as the run. */
        MEMORY,
        /** It is a parameter of the configuration. */
        PARAMETER
    }

    /**
     * A dataset or a parameter.
     *
     * @param type the dataset type, such as {@code csv}; empty for parameters and datasets without a catalog entry
     * @param javaType as people write it, such as {@code List<Order>}
     * @param place its location as in the catalog; empty if it has none that can be shown
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
     * @param source its position in the source, as for a node; empty if unknown
     * @param nodes the nodes that can reach it
     */
    public record Code(String text, String source, List<String> nodes) {}

    /**
     * When the nodes of a run ran, and what the run spent its time on.
     *
     * @param run the id of the run
     * @param outcome its outcome in one word
     * @param path the critical path
     */
    public record LastTimes(
            String run, Instant start, String outcome, RunTimes times, List<CriticalPath.Segment> path) {}
}
