package dev.freshet.dataset;

/** Records that are to replace those of a dataset. Used by one thread at a time. */
public interface RecordOutput extends AutoCloseable {
    /**
     * Writes a record.
     *
     * @throws DatasetException if it is null or cannot be written
     */
    void write(Object record);

    /**
     * Replaces what the dataset held.
     *
     * @throws DatasetException if that fails; then the dataset holds what it held
     */
    void commit();

    /** Unless it was committed, throws away what was written. */
    @Override
    void close();
}
