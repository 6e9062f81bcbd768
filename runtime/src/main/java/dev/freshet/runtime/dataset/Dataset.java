package dev.freshet.runtime.dataset;

/**
 * A value with a name that can be loaded and saved.
 *
 * @param <T> the type of the value
 */
public interface Dataset<T> {
    /**
     * Reads the value.
     *
     * @throws DatasetException if it is not there or cannot be read as this type
     */
    T load();

    /**
     * Stores the value in place of the earlier one. If it fails, the earlier one is still there, whole.
     *
     * @throws DatasetException if it cannot be stored
     */
    void save(T value);

    /** Whether there is something to load. */
    boolean exists();

    /** Where the value is, as the user would name it: {@code data/flights.csv}, or {@code memory}. */
    String location();
}
