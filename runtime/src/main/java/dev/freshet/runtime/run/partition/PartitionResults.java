package dev.freshet.runtime.run.partition;

import dev.freshet.runtime.hook.PartitionFailure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** How the calls of a node for its partitions ended. Safe for use by several threads. */
public final class PartitionResults {
    /** The number of attempts by partition. */
    private final Map<String, Integer> tries = new HashMap<>();

    /** How often the worker was lost, by partition. */
    private final Map<String, Integer> losses = new HashMap<>();

    private final Map<String, Throwable> failures = new HashMap<>();
    /** The failures of the last attempts, by partition that will be retried. */
    private final Map<String, Throwable> lastCauses = new HashMap<>();

    private int ended;

    /** An attempt to make a partition begins; returns its number, from 1. */
    public synchronized int begin(String key) {
        return tries.merge(key, 1, Integer::sum);
    }

    /** Returns the number of attempts to make a partition. */
    public synchronized int tries(String key) {
        return tries.getOrDefault(key, 0);
    }

    /** Notes whether the worker of a partition was lost; returns how often this has happened. */
    public synchronized int lost(String key, boolean isLost) {
        return losses.merge(key, isLost ? 1 : 0, Integer::sum);
    }

    /** Returns the largest number of attempts to make one partition; 1 if there is no partition. */
    public synchronized int mostTries() {
        return tries.values().stream().mapToInt(Integer::intValue).max().orElse(1);
    }

    /** A partition is made and recorded. */
    public synchronized void made(String key) {
        lastCauses.remove(key);
        ended++;
    }

    /** An attempt to make a partition failed, and another one follows. */
    public synchronized void retried(String key, Throwable cause) {
        lastCauses.put(key, cause);
    }

    /** A partition failed for good. */
    public synchronized void failed(String key, Throwable cause) {
        lastCauses.remove(key);
        failures.put(key, cause);
        ended++;
    }

    /** Returns how many partitions are made or have failed. */
    public synchronized int ended() {
        return ended;
    }

    /**
     * Returns the failure of the node: that of the first failed partition in an order. It carries the others as
     * suppressed exceptions.
     *
     * @param givesUp whether partitions that wait to be retried count as failed
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
     * Returns the partitions that failed for good, in an order.
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

    /** Adds an exception as suppressed, unless both are the same. */
    @SuppressWarnings("ReferenceEquality")
    static void carry(Throwable first, Throwable other) {
        if (first != other) {
            first.addSuppressed(other);
        }
    }
}
