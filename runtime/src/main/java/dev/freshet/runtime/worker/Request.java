package dev.freshet.runtime.worker;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.freshet.runtime.run.NodePartition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message from a run to a worker. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME)
sealed interface Request {
    /**
     * The first message of a run: its versions, and the code that it was planned for. The form of this message is the
     * same in all versions.
     *
     * @param freshet the version of Freshet
     * @param code the class path that the worker must have, in order; empty if the run itself starts the worker from
     *     the files that it was planned for, whose stamps it has compared
     * @param aliveMillis how often the worker must report that it is alive
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Hello(int protocol, String freshet, List<CodeEntry> code, long aliveMillis) implements Request {}

    /**
     * The setup of the run whose nodes follow.
     *
     * @param secrets the values that must not occur in texts that leave the worker
     */
    record Setup(String pipeline, String runId, long seed, String catalog, String parameters, List<String> secrets)
            implements Request {
        /** Returns a text without secrets. */
        @Override
        public String toString() {
            return "setup of " + pipeline + " " + runId;
        }
    }

    /**
     * A node to call, with its inputs and outputs in order.
     *
     * @param partitions what it needs to know about earlier partitions; null if it reads and makes none
     * @param partition the partition for which the node is called; null if the call makes everything
     * @param logs whether the run wants what the node logs
     */
    record Call(
            String node,
            List<Place> inputs,
            List<Place.OfOutput> outputs,
            @Nullable String partitions,
            @Nullable NodePartition partition,
            boolean logs)
            implements Request {}

    /** Interrupts the running node. */
    record Interrupt() implements Request {}

    /** The run has processed the news for which the worker waits. */
    record Taken() implements Request {}

    /** The place of a value. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME)
    sealed interface Place {
        /** The name of the dataset or parameter. */
        String dataset();

        /** The place of an output. */
        sealed interface OfOutput extends Place {}

        /** A parameter, in the configuration. */
        record Parameter(String dataset) implements Place {}

        /** A stored dataset, at its place in the catalog. */
        record Stored(String dataset) implements Place {}

        /** An output that is staged beside its place in the catalog until the run publishes it. */
        record Staged(String dataset, String name) implements OfOutput {}

        /** A value in memory that passes through a temporary file of the run. */
        record Spilled(String dataset, String format, String file) implements OfOutput {}

        /** A missing input, since a node failed. */
        record Failed(String dataset, String node, Failure cause) implements Place {}
    }
}
