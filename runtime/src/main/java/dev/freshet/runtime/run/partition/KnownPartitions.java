package dev.freshet.runtime.run.partition;

import dev.freshet.runtime.change.detection.PartitionVersion;
import dev.freshet.runtime.run.PartitionPlan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a node that reads or makes partitions needs to know about earlier partitions.
 *
 * @param given the partitions that the node receives of each incremental input, by dataset
 * @param making what the node needs to make partitions; empty if it makes none
 */
public record KnownPartitions(Map<String, List<String>> given, Optional<Making> making) implements PartitionPlan {
    private static final JsonMapper MAPPER = new JsonMapper();

    /**
     * What a node needs to know to make partitions.
     *
     * @param journal the file of the node's journal; empty in a worker, for which the run keeps the journal
     * @param made in a worker, the keys of the partitions that are up to date, by output
     * @param madeOf the digest of everything that determines the partitions, except their sources
     * @param inputs what stands for the inputs in partitions, except the sources; they are compared when the node has
     *     ended. Empty if there are none
     * @param discard whether the node recomputes everything
     * @param keepsOthers whether partitions of earlier runs are kept that the node does not make again
     * @param each what a node needs that is called for each partition of an input; empty for other nodes
     */
    public record Making(
            Optional<String> journal,
            Map<String, List<String>> made,
            String madeOf,
            String inputs,
            boolean discard,
            boolean keepsOthers,
            Optional<Each> each) {
        /** Returns the same for a worker. */
        Making elsewhere(Map<String, List<String>> known) {
            return new Making(Optional.empty(), known, madeOf, inputs, false, keepsOthers, each);
        }
    }

    /**
     * What a node needs to know to be called for each partition of an input.
     *
     * @param sources the current versions of these partitions
     * @param keepsGoing whether other partitions are still made after one has failed
     */
    public record Each(Map<String, PartitionVersion> sources, boolean keepsGoing) {}

    @Override
    public String toJson() {
        return MAPPER.writeValueAsString(this);
    }

    /** See {@link PartitionPlan#ofJson}. */
    public static KnownPartitions ofJson(String text) {
        try {
            return MAPPER.readValue(text, KnownPartitions.class);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("this is no plan of partitions: " + e.getOriginalMessage(), e);
        }
    }
}
