package dev.freshet.dataset;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;

/** A partitioned dataset. Each partition has a key; the value of the whole dataset is a map. */
public interface PartitionedDataset extends Dataset<Object> {
    /**
     * Returns the keys of the existing partitions.
     *
     * @throws DatasetException if the partitions cannot be listed
     */
    SortedSet<String> keys();

    /**
     * Returns a partition, which may not exist yet.
     *
     * @throws IllegalArgumentException if the key is not legal
     */
    Dataset<Object> partition(String key);

    /**
     * Returns the stamps of the existing partitions by key.
     *
     * @throws DatasetException if the partitions cannot be listed
     */
    SortedMap<String, Stamp> stamps();

    /** Returns the stored content of a partition. */
    StoredContent content(String key);

    /**
     * Prepares the dataset for partitions, so that it exists even without any.
     *
     * @throws DatasetException if this fails
     */
    void prepare();

    /**
     * Deletes every partition whose key is not in the set.
     *
     * @return the keys of the deleted partitions
     * @throws DatasetException if a partition cannot be deleted
     */
    SortedSet<String> retain(Set<String> keys);

    /**
     * Saves partitions by key, and deletes all others.
     *
     * @return the keys of the deleted partitions
     * @throws DatasetException if a partition cannot be saved or deleted
     */
    SortedSet<String> replace(Map<String, ?> partitions);
}
