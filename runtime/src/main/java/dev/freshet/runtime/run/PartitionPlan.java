package dev.freshet.runtime.run;

import dev.freshet.runtime.run.partition.KnownPartitions;

/**
 * What a node that reads or makes partitions needs to know about earlier partitions: which ones it receives, which ones
 * are up to date, and where its progress is recorded. A run makes the plan for a {@link NodeWorker}, which may be in
 * another process.
 */
public sealed interface PartitionPlan permits KnownPartitions {
    /** Returns the plan as text, for {@link #ofJson} in another process with the same version of Freshet. */
    String toJson();

    /**
     * Reads the plan that another process wrote.
     *
     * @throws IllegalArgumentException if the text is not a plan
     */
    static PartitionPlan ofJson(String text) {
        return KnownPartitions.ofJson(text);
    }
}
