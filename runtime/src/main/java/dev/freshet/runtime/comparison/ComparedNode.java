package dev.freshet.runtime.comparison;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A node in a run.
 *
 * @param outcome its outcome in a word or two, as in the report
 * @param duration how long it ran; empty if it did not
 * @param partitions what it did to the partitions of its outputs in this run
 * @param made what its results were made from, in this run or in the earlier run that made them; empty if unknown
 */
public record ComparedNode(
        String node, String outcome, Optional<Duration> duration, List<Partitions> partitions, Optional<Made> made) {
    /** How many partitions of an output a node made, kept and removed. */
    public record Partitions(String dataset, long made, long kept, long removed) {}

    /**
     * What results were made from.
     *
     * @param code the fingerprint; empty if it was not known
     * @param links the id of the links that explain the fingerprint; empty if unknown
     * @param parameters the values as JSON, by name
     * @param inputs the versions that the node read, by dataset
     * @param outputs the versions that it made, by dataset; none if it failed
     * @param declarations what else it depends on, such as catalog entries, by dataset or subject
     * @param rows how many values the node saved, by dataset, as far as they are known
     * @param bytes the sizes of the files, by dataset, as far as they are known
     */
    public record Made(
            String code,
            String links,
            Map<String, String> parameters,
            Map<String, String> inputs,
            Map<String, String> outputs,
            Map<String, String> declarations,
            Map<String, Long> rows,
            Map<String, Long> bytes) {}
}
