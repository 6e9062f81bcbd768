package dev.freshet;

import java.util.Map;

/**
 * Writes a dataset partition by partition. A partition that was put stays stored even if the node fails or the process
 * dies. When the node runs again with the same code, parameters and inputs, {@link #has} returns true for the
 * partitions that are already stored.
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
 * <p>You get: with {@code weather: {type: csv, path: data/weather/*.csv}} in the catalog, one file for each city. After
 * a crash, the next run continues after the last stored partition. When the method returns, partitions of earlier runs
 * are deleted if this run neither put them nor found them with {@link #has}.
 *
 * @param <T> the type of a partition
 */
public interface PartitionSink<T> {
    /**
     * Returns whether this run has put the partition, or an earlier run has put it with the same code, parameters and
     * inputs and it still has that content. If so, the partition stays, even if this run does not put it again.
     */
    boolean has(String key);

    /**
     * Stores a partition, durably if the dataset is stored.
     *
     * @param key the partition's key, which becomes part of the file's name
     * @throws IllegalArgumentException if the key cannot be part of a file's name, or this call has put it before
     * @throws NullPointerException if the partition is null
     */
    void put(String key, T partition);

    /** Creates a sink that puts into a map. It refuses the keys that no stored dataset can have, and null. */
    static <T> PartitionSink<T> into(Map<String, ? super T> partitions) {
        return new PartitionMap<>(partitions);
    }
}
