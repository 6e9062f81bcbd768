package dev.freshet.dataset;

import java.util.Set;
import java.util.SortedSet;

/** A dataset in parts, each with a key. As one value it is a map. */
public interface PartitionedDataset extends Dataset<Object> {
    /**
     * The keys of the parts that are there.
     *
     * @throws DatasetException if they cannot be found out
     */
    SortedSet<String> keys();

    /**
     * A part, which need not be there.
     *
     * @throws IllegalArgumentException if no part can have such a key
     */
    Dataset<Object> part(String key);

    /** The stored form of {@link #part}. */
    StoredContent content(String key);

    /**
     * Makes a place for parts, so that the dataset is there even if it has none.
     *
     * @throws DatasetException if that fails
     */
    void prepare();

    /**
     * Deletes all other parts.
     *
     * @throws DatasetException if one cannot be deleted
     */
    void retain(Set<String> keys);
}
