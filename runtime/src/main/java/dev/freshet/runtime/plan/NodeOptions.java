package dev.freshet.runtime.plan;

import dev.freshet.Rerun;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a node's declaration says of when and beside what it runs. None of it is part of the node's fingerprint.
 *
 * @param cpus processors that it keeps busy
 * @param memory bytes; 0 if it does not say
 * @param uses named resources with how much of each it takes
 * @param exclusive whether nothing runs beside it
 * @param retries how often it is tried again
 * @param timeout the longest time of one try
 * @param tags words to choose nodes by
 */
public record NodeOptions(
        Rerun rerun,
        double cpus,
        long memory,
        Map<String, Integer> uses,
        boolean exclusive,
        int retries,
        Optional<Duration> timeout,
        Set<String> tags) {
    /** Those of a node that says nothing. */
    public static final NodeOptions DEFAULT =
            new NodeOptions(Rerun.WHEN_CHANGED, 1, 0, Map.of(), false, 0, Optional.empty(), Set.of());

    /** Whether the node says nothing. */
    @SuppressWarnings("ReferenceEquality") // most nodes share the one object
    public boolean isDefault() {
        return this == DEFAULT || equals(DEFAULT);
    }

    /**
     * Reads words such as {@code rerun=NEVER cpus=2 memory=1024 uses=gpu:1,db:2 exclusive retries=3 timeout=60000 tags=a,b},
     * memory in bytes and the timeout in milliseconds.
     */
    static NodeOptions parse(String text) {
        Map<String, String> words = new TreeMap<>();
        for (String word : text.split(" ", -1)) {
            int equals = word.indexOf('=');
            words.put(equals < 0 ? word : word.substring(0, equals), equals < 0 ? "" : word.substring(equals + 1));
        }
        return new NodeOptions(
                Rerun.valueOf(words.getOrDefault("rerun", "WHEN_CHANGED")),
                Double.parseDouble(words.getOrDefault("cpus", "1")),
                Long.parseLong(words.getOrDefault("memory", "0")),
                uses(words.getOrDefault("uses", "")),
                words.containsKey("exclusive"),
                Integer.parseInt(words.getOrDefault("retries", "0")),
                Optional.ofNullable(words.get("timeout")).map(Long::valueOf).map(Duration::ofMillis),
                words.containsKey("tags") ? tags(words.get("tags")) : Set.of());
    }

    private static Map<String, Integer> uses(String text) {
        Map<String, Integer> uses = new TreeMap<>();
        for (String use : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            int colon = use.lastIndexOf(':');
            uses.put(use.substring(0, colon), Integer.valueOf(use.substring(colon + 1)));
        }
        return Collections.unmodifiableMap(uses);
    }

    private static Set<String> tags(String text) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(List.of(text.split(",", -1))));
    }
}
