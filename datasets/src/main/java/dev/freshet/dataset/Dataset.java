package dev.freshet.dataset;

/**
 * A place that keeps one value.
 *
 * @param <T> the type of the value
 */
public interface Dataset<T> {
    /**
     * Reads the value.
     *
     * @throws DatasetException if there is none, or it cannot be read as a {@code T}
     */
    T load();

    /**
     * Keeps a value in place of the earlier one. After a failure, and after a crash at any moment, the earlier value is
     * still there unharmed.
     *
     * @throws DatasetException if it cannot be written
     */
    void save(T value);

    /** Whether there is a value to load. */
    boolean exists();

    /**
     * Whether what {@link #load} returns always equals what {@link #save} was given. Then a value that is being saved can
     * be handed on in memory; otherwise it is read back first, so that every reader sees what a later process would see.
     */
    default boolean isLossless() {
        return false;
    }

    /** Where the value is, to be shown to people: a file, or {@code memory}. */
    String location();

    /** Where the value is that was saved last, if that is not the place where the next one will be, as with versions. */
    default String savedLocation() {
        return location();
    }
}
