package dev.freshet.runtime.run.partition;

import dev.freshet.runtime.hook.PartitionFailure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** How the calls of a node for its partitions ended. Safe for use by several threads. */
public final class PartitionResults {
    /** How often each partition was tried. */
    private final Map<String, Integer> tries = new HashMap<>();

    /** How often the worker of each was lost. */
    private final Map<String, Integer> losses = new HashMap<>();

    private final Map<String, Throwable> failures = new HashMap<>();
    /** What the last try failed of, of partitions that are to be tried again. */
    private final Map<String, Throwable> lastCauses = new HashMap<>();

    private int ended;

    /** A try of a partition begins; returns which, from 1. */
    public synchronized int begin(String key) {
        return tries.merge(key, 1, Integer::sum);
    }

    /** How often a partition was tried. */
    public synchronized int tries(String key) {
        return tries.getOrDefault(key, 0);
    }

    /** The worker of a partition was lost, or not; returns how often it was. */
    public synchronized int lost(String key, boolean isLost) {
        return losses.merge(key, isLost ? 1 : 0, Integer::sum);
    }

    /** How often the partition was tried that was tried most; 1 if there is none. */
    public synchronized int mostTries() {
        return tries.values().stream().mapToInt(Integer::intValue).max().orElse(1);
    }

    /** A partition is made and recorded. */
    public synchronized void made(String key) {
        lastCauses.remove(key);
        ended++;
    }

    /** A try of a partition failed, and another one follows. */
    public synchronized void retried(String key, Throwable cause) {
        lastCauses.put(key, cause);
    }

    /** A partition failed for good. */
    public synchronized void failed(String key, Throwable cause) {
        lastCauses.remove(key);
        failures.put(key, cause);
        ended++;
    }

    /** How many partitions are made or have failed. */
    public synchronized int ended() {
        return ended;
    }

    /**
     * What the node failed of: the failure of the first partition in the given order, which carries the others.
     *
     * @param givesUp whether a partition that was to be tried again has failed of what its last try failed of
     */
    public synchronized Optional<Throwable> failure(List<String> order, boolean givesUp) {
        if (givesUp) {
            lastCauses.forEach(failures::putIfAbsent);
        }
        List<Throwable> all =
                order.stream().filter(failures::containsKey).map(failures::get).toList();
        all.stream().skip(1).forEach(other -> carry(all.get(0), other));
        return all.stream().findFirst();
    }

    /**
     * The partitions that failed for good, in the given order.
     *
     * @param node the name of their node
     */
    public synchronized List<PartitionFailure> failures(String node, List<String> order) {
        return order.stream()
                .filter(failures::containsKey)
                .map(key -> new PartitionFailure(
                        node, key, tries(key), Objects.requireNonNull(failures.get(key)), Optional.empty()))
                .toList();
    }

    /** Only an exception itself cannot be suppressed by it. */
    @SuppressWarnings("ReferenceEquality")
    static void carry(Throwable first, Throwable other) {
        if (first != other) {
            first.addSuppressed(other);
        }
    }
}
