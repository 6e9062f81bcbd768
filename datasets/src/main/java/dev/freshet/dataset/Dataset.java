package dev.freshet.dataset;

/**
 * A stored value that can be loaded and saved.
 *
 * @param <T> the type of the value
 */
public interface Dataset<T> {
    /**
     * Loads the value.
     *
     * @throws DatasetException if there is no value, or it cannot be read as a {@code T}
     */
    T load();

    /**
     * Saves a value, which replaces the earlier one. If this method fails or the process crashes, the earlier value
     * stays intact.
     *
     * @throws DatasetException if the value cannot be written
     */
    void save(T value);

    /** Returns whether there is a value to load. */
    boolean exists();

    /**
     * Returns whether {@link #load} always returns a value equal to the one that {@link #save} wrote. If so, consumers
     * receive the value in memory while it is saved in the background. Otherwise the run saves the value and loads it
     * again, so that every consumer sees the same value as a later process.
     */
    default boolean isLossless() {
        return false;
    }

    /** Returns where the value is stored, for messages: a file, or {@code memory}. */
    String location();

    /** Returns where the last saved value is stored. It differs from {@link #location} if the dataset is versioned. */
    default String savedLocation() {
        return location();
    }
}
