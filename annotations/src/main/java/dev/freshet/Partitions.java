package dev.freshet;

import java.util.Collections;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * A dataset in parts, each of which has a key and is loaded when it is asked for.
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
 * <p>You get: with {@code days: {type: csv, path: data/days/*.csv}} in the catalog, one part for each file, whose key is what
 * the star stands for. To other nodes the dataset is a {@code Map<String, List<Flight>>}.
 *
 * @param <T> the type of a part
 */
public interface Partitions<T> {
    /** The keys of all parts, in order. */
    Set<String> keys();

    /**
     * Loads a part.
     *
     * @throws NoSuchElementException if there is none of that key
     */
    T get(String key);

    /** Loads all parts, one after the other. */
    default void forEach(BiConsumer<? super String, ? super T> action) {
        keys().forEach(key -> action.accept(key, get(key)));
    }

    /** Parts that are in memory. */
    static <T> Partitions<T> of(Map<String, ? extends T> parts) {
        return new Partitions<>() {
            @Override
            public Set<String> keys() {
                return Collections.unmodifiableSet(parts.keySet());
            }

            @Override
            public T get(String key) {
                T part = parts.get(key);
                if (part == null) {
                    throw new NoSuchElementException("there is no part \"" + key + "\"");
                }
                return part;
            }
        };
    }
}
