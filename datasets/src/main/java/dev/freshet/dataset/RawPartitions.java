package dev.freshet.dataset;

import java.util.Set;
import java.util.SortedMap;

/** The stored bytes of a dataset with one file for each partition. Implementations must be thread-safe. */
public non-sealed interface RawPartitions extends RawContent {
    /**
     * Returns the files of the existing partitions by key.
     *
     * @throws DatasetException if the partitions cannot be listed
     */
    SortedMap<String, RawFile> existing();

    /**
     * Returns the file of a partition, which may not exist yet.
     *
     * @throws IllegalArgumentException if the key is not legal
     */
    RawFile partition(String key);

    /**
     * Prepares the dataset for partitions, so that it exists even without any.
     *
     * @throws DatasetException if this fails
     */
    void prepare();

    /**
     * Deletes every partition whose key is not in the set.
     *
     * @throws DatasetException if a partition cannot be deleted
     */
    void retain(Set<String> keys);
}
