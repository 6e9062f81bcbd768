package dev.freshet.runtime.run;

import dev.freshet.runtime.run.partition.KnownPartitions;

/**
 * What a node that reads or makes partitions must know of earlier ones: which it is given, which it need not make
 * again, and where the progress is kept. Made by a run for a {@link NodeWorker}, which may be in another process on the
 * same machine.
 */
public sealed interface PartitionPlan permits KnownPartitions {
    /** All of it, for {@link #ofJson} in another process of the same version of Freshet. */
    String toJson();

    /**
     * The plan that another process wrote.
     *
     * @throws IllegalArgumentException if the text is none
     */
    static PartitionPlan ofJson(String text) {
        return KnownPartitions.ofJson(text);
    }
}
