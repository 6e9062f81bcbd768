package dev.freshet.wiring;

import dev.freshet.Rerun;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * The options of a node's declaration. They decide when the node runs and what runs beside it, and are not part of its
 * fingerprint.
 *
 * @param cpus the number of processors that the node keeps busy
 * @param memory bytes; 0 if not declared
 * @param uses named resources, each with the amount that the node takes
 * @param exclusive whether nothing runs beside it
 * @param atOnce the largest number of partitions that are made at a time; 0 if it is not limited
 * @param retries the number of retries
 * @param timeout the longest duration of one try, in whole milliseconds
 * @param tags words that select nodes
 */
public record NodeOptions(
        Rerun rerun,
        double cpus,
        long memory,
        Map<String, Integer> uses,
        boolean exclusive,
        int atOnce,
        int retries,
        Optional<Duration> timeout,
        Set<String> tags) {
    /** The options of a node that declares none. */
    public static final NodeOptions DEFAULT =
            new NodeOptions(Rerun.WHEN_CHANGED, 1, 0, Map.of(), false, 0, 0, Optional.empty(), Set.of());

    /** Returns whether the node declares no options. */
    @SuppressWarnings("ReferenceEquality") // most nodes share the one object
    public boolean isDefault() {
        return this == DEFAULT || equals(DEFAULT);
    }

    /**
     * Returns the words that {@link #parse} reads, such as
     * {@code rerun=NEVER cpus=2.0 memory=1024 uses=db:2,gpu:1 exclusive atOnce=2 retries=3 timeout=60000 tags=a,b}, memory in
     * bytes and the timeout in milliseconds. Options with their default are left out.
     */
    String text() {
        StringJoiner words = new StringJoiner(" ");
        add("rerun=", rerun, rerun != DEFAULT.rerun, words);
        add("cpus=", cpus, cpus != DEFAULT.cpus, words);
        add("memory=", memory, memory != DEFAULT.memory, words);
        add("uses=", usesText(), !uses.isEmpty(), words);
        add("exclusive", "", exclusive, words);
        add("atOnce=", atOnce, atOnce != DEFAULT.atOnce, words);
        add("retries=", retries, retries != DEFAULT.retries, words);
        add("timeout=", timeout.map(Duration::toMillis).orElse(0L), timeout.isPresent(), words);
        add("tags=", String.join(",", tags), !tags.isEmpty(), words);
        return words.toString();
    }

    private static void add(String word, Object value, boolean isSaid, StringJoiner to) {
        if (isSaid) {
            to.add(word + value);
        }
    }

    private String usesText() {
        StringJoiner all = new StringJoiner(",");
        new TreeMap<>(uses).forEach((resource, count) -> all.add(resource + ":" + count));
        return all.toString();
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws IllegalArgumentException if there is a word that it does not write
     */
    static NodeOptions parse(String text) {
        Rerun rerun = DEFAULT.rerun;
        double cpus = DEFAULT.cpus;
        long memory = DEFAULT.memory;
        Map<String, Integer> uses = DEFAULT.uses;
        boolean exclusive = DEFAULT.exclusive;
        int atOnce = DEFAULT.atOnce;
        int retries = DEFAULT.retries;
        Optional<Duration> timeout = DEFAULT.timeout;
        Set<String> tags = DEFAULT.tags;
        for (String word : text.split(" ", -1)) {
            int equals = word.indexOf('=');
            String value = word.substring(equals + 1);
            switch (word.substring(0, equals < 0 ? word.length() : equals)) {
                case "rerun" -> rerun = Rerun.valueOf(value);
                case "cpus" -> cpus = Double.parseDouble(value);
                case "memory" -> memory = Long.parseLong(value);
                case "uses" -> uses = uses(value);
                case "exclusive" -> exclusive = true;
                case "atOnce" -> atOnce = Integer.parseInt(value);
                case "retries" -> retries = Integer.parseInt(value);
                case "timeout" -> timeout = Optional.of(Duration.ofMillis(Long.parseLong(value)));
                case "tags" -> tags = Collections.unmodifiableSet(new LinkedHashSet<>(List.of(value.split(",", -1))));
                default -> throw new IllegalArgumentException("not an option of a node: " + word);
            }
        }
        return new NodeOptions(rerun, cpus, memory, uses, exclusive, atOnce, retries, timeout, tags);
    }

    private static Map<String, Integer> uses(String text) {
        Map<String, Integer> uses = new TreeMap<>();
        for (String use : text.split(",", -1)) {
            int colon = use.lastIndexOf(':');
            uses.put(use.substring(0, colon), Integer.valueOf(use.substring(colon + 1)));
        }
        return Collections.unmodifiableMap(uses);
    }
}
