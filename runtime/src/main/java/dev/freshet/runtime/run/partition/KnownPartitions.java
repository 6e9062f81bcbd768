package dev.freshet.runtime.run.partition;

import dev.freshet.runtime.change.detection.PartitionVersion;
import dev.freshet.runtime.run.PartitionPlan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a node that reads or makes partitions must know of earlier ones.
 *
 * @param given of incremental inputs, the partitions that it is given, by dataset
 * @param making of a node that makes partitions
 */
public record KnownPartitions(Map<String, List<String>> given, Optional<Making> making) implements PartitionPlan {
    private static final JsonMapper MAPPER = new JsonMapper();

    /**
     * What it must know to make them.
     *
     * @param journal the file of its journal; empty elsewhere, where the run itself keeps it
     * @param made elsewhere, the keys of the partitions that need not be made again, by output
     * @param madeOf what it makes partitions of
     * @param discard whether it recomputes everything
     * @param keepsOthers whether partitions of earlier runs stay that it does not make again
     * @param each of a node that is called for each partition of an input
     */
    public record Making(
            Optional<String> journal,
            Map<String, List<String>> made,
            String madeOf,
            boolean discard,
            boolean keepsOthers,
            Optional<Each> each) {
        /** The same elsewhere. */
        Making elsewhere(Map<String, List<String>> known) {
            return new Making(Optional.empty(), known, madeOf, false, keepsOthers, each);
        }
    }

    /**
     * What it must know to be called for each partition of an input.
     *
     * @param sources these partitions, as they are now
     * @param keepsGoing whether it goes on with other partitions after one has failed
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
