package dev.freshet;

import java.util.Collections;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/**
 * A partitioned dataset. Each partition has a key and is loaded on request.
 *
 * <p>You write:
 *
 * <pre>{@code
 * @Node(inputs = "days", outputs = "total")
 * static int total(Partitions<List<Flight>> days) {
 *     int total = 0;
 *     for (String day : days.keys()) {
 *         total += days.get(day).size();
 *     }
 *     return total;
 * }
 * }</pre>
 *
 * <p>You get: with {@code days: {type: csv, path: data/days/*.csv}} in the catalog, one partition for each file. The
 * key is the text that the star stands for. Other nodes can read the same dataset as a
 * {@code Map<String, List<Flight>>}.
 *
 * @param <T> the type of a partition
 */
public interface Partitions<T> {
    /** Returns the keys of all partitions, in the order of their characters. */
    Set<String> keys();

    /**
     * Loads a partition.
     *
     * @throws NoSuchElementException if no partition has that key
     */
    T get(String key);

    /** Loads all partitions, one after the other, and passes each to the action. */
    default void forEach(BiConsumer<? super String, ? super T> action) {
        keys().forEach(key -> action.accept(key, get(key)));
    }

    /** Creates a partitioned dataset from partitions in memory, whose order does not count. */
    static <T> Partitions<T> of(Map<String, ? extends T> partitions) {
        return new Partitions<>() {
            @Override
            public Set<String> keys() {
                return Collections.unmodifiableSet(new TreeSet<>(partitions.keySet()));
            }

            @Override
            public T get(String key) {
                T partition = partitions.get(key);
                if (partition == null) {
                    throw new NoSuchElementException("there is no partition \"" + key + "\"");
                }
                return partition;
            }
        };
    }
}
