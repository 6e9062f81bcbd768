package dev.freshet.dataset;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Reads and writes files of many records, one after the other, so that a file may be larger than memory. Their dataset is a
 * {@code List} of records to one node and a {@code Stream} to another.
 */
public non-sealed interface RecordCodec extends FileCodec {
    /**
     * Starts to read.
     *
     * @param source the content; who opened it closes it, after the reader
     * @throws MalformedContent if it is not what it should be
     * @throws IOException if it cannot be read, or is not what it should be; the message is shown to the user, behind the
     *     names of the dataset and the file
     */
    RecordReader reader(FileSource source) throws IOException;

    /**
     * Starts to write.
     *
     * @param out what replaces the file once all is written; who opened it closes it, after the writer
     * @throws IOException if it cannot be written; the message is shown to the user
     */
    RecordWriter writer(OutputStream out) throws IOException;
}
