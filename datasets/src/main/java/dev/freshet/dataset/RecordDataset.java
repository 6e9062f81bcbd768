package dev.freshet.dataset;

import java.util.stream.Stream;

/** A dataset of many records that are read and written one at a time. It can be larger than memory. */
public interface RecordDataset extends Dataset<Object> {
    /**
     * Returns a stream that reads the records lazily and in order. The caller must close the stream, even after it has
     * read to the end. The stream throws a {@link DatasetException} at a record that cannot be read.
     *
     * @throws DatasetException if the dataset does not exist or cannot be opened
     */
    Stream<Object> stream();

    /**
     * Opens an output whose records will replace the existing ones.
     *
     * @throws DatasetException if the dataset cannot be written
     */
    RecordOutput replace();
}
