package dev.freshet.processor.model;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * What a node says of when and beside what it runs; only legal values.
 *
 * @param rerun the constant of {@code Rerun}; empty unless given
 * @param memory bytes; 0 unless given
 * @param uses how much it takes of named resources
 */
public record OptionsModel(
        String rerun,
        double cpus,
        long memory,
        Map<String, Integer> uses,
        boolean exclusive,
        int retries,
        Optional<Duration> timeout,
        List<String> tags) {
    /** The words that the runtime reads, those that say nothing new left out; empty if all do. */
    public String text() {
        StringJoiner words = new StringJoiner(" ");
        if (!rerun.isEmpty()) {
            words.add("rerun=" + rerun);
        }
        if (cpus != 1) {
            words.add("cpus=" + cpus);
        }
        if (memory > 0) {
            words.add("memory=" + memory);
        }
        if (!uses.isEmpty()) {
            StringJoiner all = new StringJoiner(",");
            new TreeMap<>(uses).forEach((resource, count) -> all.add(resource + ":" + count));
            words.add("uses=" + all);
        }
        if (exclusive) {
            words.add("exclusive");
        }
        if (retries > 0) {
            words.add("retries=" + retries);
        }
        timeout.ifPresent(longest -> words.add("timeout=" + longest.toMillis()));
        if (!tags.isEmpty()) {
            words.add("tags=" + String.join(",", tags));
        }
        return words.toString();
    }
}
