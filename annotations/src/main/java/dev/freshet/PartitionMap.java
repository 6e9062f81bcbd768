package dev.freshet;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Puts partitions into a map, under keys that a dataset of files could have too. */
final class PartitionMap<T> implements PartitionSink<T> {
    private final Map<String, ? super T> partitions;
    private final Set<String> put = ConcurrentHashMap.newKeySet();

    PartitionMap(Map<String, ? super T> partitions) {
        this.partitions = partitions;
    }

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
        Objects.requireNonNull(partition, () -> "the partition \"" + key + "\" is null");
        if (!put.add(key)) {
            throw new IllegalArgumentException("the partition \"" + key + "\" is put twice: the first would be lost");
        }
        partitions.put(key, partition);
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
