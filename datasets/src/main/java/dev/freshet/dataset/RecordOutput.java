package dev.freshet.dataset;

/** Writes the new records of a dataset. It is used by one thread at a time. */
public interface RecordOutput extends AutoCloseable {
    /**
     * Writes a record.
     *
     * @throws DatasetException if the record is null or cannot be written
     */
    void write(Object record);

    /**
     * Replaces the records of the dataset with those that were written.
     *
     * @throws DatasetException if this fails; the dataset then keeps its old records
     */
    void commit();

    /** Closes the output. If it was not committed, the written records are discarded. */
    @Override
    void close();
}
