package dev.freshet;

import java.util.Map;
import java.util.Objects;

/** Puts partitions into a map, under keys that a dataset of files could have too. */
record PartitionMap<T>(Map<String, ? super T> partitions) implements PartitionSink<T> {
    @Override
    public boolean has(String key) {
        return partitions.containsKey(key);
    }

    @Override
    public void put(String key, T partition) {
        if (!isLegal(key)) {
            throw new IllegalArgumentException(
                    "\"" + key + "\" cannot be the key of a partition: it must be able to name a file");
        }
        partitions.put(key, Objects.requireNonNull(partition, () -> "the partition \"" + key + "\" is null"));
    }

    /** The key of a path with a double star can have directories. */
    private static boolean isLegal(String key) {
        for (String name : key.split("/", -1)) {
            if (name.isEmpty() || name.startsWith(".")) {
                return false;
            }
        }
        return key.indexOf('\\') < 0 && key.indexOf('\0') < 0;
    }
}
