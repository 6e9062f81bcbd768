package dev.freshet.runtime.worker;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.freshet.runtime.run.NodePartition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a run tells a worker process. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME)
sealed interface Request {
    /**
     * The first frame of a run, whose form is the same in all versions: who asks, and which code it was planned for.
     *
     * @param freshet the version of Freshet
     * @param code the class path that the worker must have, in order; empty for a worker that the run itself starts
     *     from the files that it was planned for, whose stamps it has compared
     * @param aliveMillis how often the worker is to say that it is alive
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Hello(int protocol, String freshet, List<CodeEntry> code, long aliveMillis) implements Request {}

    /**
     * The run whose nodes come next.
     *
     * @param secrets the values that must not leave the worker in texts
     */
    record Setup(String pipeline, String runId, long seed, String catalog, String parameters, List<String> secrets)
            implements Request {
        /** Without what has secrets. */
        @Override
        public String toString() {
            return "setup of " + pipeline + " " + runId;
        }
    }

    /**
     * A node to call, with its inputs and outputs in order.
     *
     * @param partitions what it must know of partitions that were made before; null if it reads and makes none
     * @param partition the partition for which it is called; null if it is called for everything
     * @param logs whether the run wants to know what the node logs
     */
    record Call(
            String node,
            List<Place> inputs,
            List<Place.OfOutput> outputs,
            @Nullable String partitions,
            @Nullable NodePartition partition,
            boolean logs)
            implements Request {}

    /** The node that runs is to be interrupted. */
    record Interrupt() implements Request {}

    /** The run has taken the news that the worker waits for. */
    record Taken() implements Request {}

    /** Where a value is. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME)
    sealed interface Place {
        /** The name of the dataset or parameter. */
        String dataset();

        /** Where an output goes. */
        sealed interface OfOutput extends Place {}

        /** In the configuration. */
        record Parameter(String dataset) implements Place {}

        /** Where the catalog says. */
        record Stored(String dataset) implements Place {}

        /** Beside where the catalog says, until the run publishes it. */
        record Staged(String dataset, String name) implements OfOutput {}

        /** In a file of the run. */
        record Spilled(String dataset, String format, String file) implements OfOutput {}

        /** Nowhere, since a node failed. */
        record Failed(String dataset, String node, Failure cause) implements Place {}
    }
}
