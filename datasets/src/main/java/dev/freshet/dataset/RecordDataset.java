package dev.freshet.dataset;

import java.util.stream.Stream;

/** A dataset of many records, which are read and written one at a time: it may be larger than memory. */
public interface RecordDataset extends Dataset<Object> {
    /**
     * Reads the records in order, as they are asked for. The stream is closed by who opened it, whether it was read to the
     * end or not; reading throws a {@link DatasetException} where a record cannot be read.
     *
     * @throws DatasetException if there is nothing to read
     */
    Stream<Object> stream();

    /**
     * Starts to write records that will replace those that are there.
     *
     * @throws DatasetException if nothing can be written
     */
    RecordOutput replace();
}
