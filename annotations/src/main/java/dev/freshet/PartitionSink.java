package dev.freshet;

import java.util.Map;

/**
 * Takes a dataset part by part. A part that was put is kept even if the node fails or the process dies: when the node runs
 * again with the same code, parameters and inputs, {@link #has} tells what is already there.
 *
 * <p>You write:
 *
 * <pre>{@code
 * @Node(inputs = {"cities", "params:year"}, outputs = "weather")
 * static void fetch(List<String> cities, int year, PartitionSink<List<Day>> weather) {
 *     for (String city : cities) {
 *         if (!weather.has(city)) {
 *             weather.put(city, download(city, year));
 *         }
 *     }
 * }
 * }</pre>
 *
 * <p>You get: with {@code weather: {type: csv, path: data/weather/*.csv}} in the catalog, a file for each city. After a crash
 * the node goes on where it stopped. Parts of earlier runs that were neither put nor found with {@link #has} are deleted when
 * the method has returned.
 *
 * @param <T> the type of a part
 */
public interface PartitionSink<T> {
    /** Whether the part was already put, in this run or in one that did not come to its end; then it stays. */
    boolean has(String key);

    /**
     * Keeps a part.
     *
     * @param key becomes part of the file's name
     * @throws IllegalArgumentException if no file can be named so
     */
    void put(String key, T part);

    /** A sink that puts into a map. */
    static <T> PartitionSink<T> into(Map<String, ? super T> parts) {
        return new PartitionSink<>() {
            @Override
            public boolean has(String key) {
                return parts.containsKey(key);
            }

            @Override
            public void put(String key, T part) {
                parts.put(key, part);
            }
        };
    }
}
