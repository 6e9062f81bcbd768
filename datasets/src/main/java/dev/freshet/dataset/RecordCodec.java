package dev.freshet.dataset;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Reads and writes files of many records, one record at a time, so that a file can be larger than memory. One node can
 * use the dataset as a {@code List}, and another as a {@code Stream}.
 */
public non-sealed interface RecordCodec extends FileCodec {
    /**
     * Opens a reader.
     *
     * @param source the content; the caller closes it after the reader
     * @throws MalformedContent if the content does not have the form that the dataset requires
     * @throws IOException if the content cannot be read or is malformed; the user sees the message after the names of
     *     the dataset and the file
     */
    RecordReader reader(FileSource source) throws IOException;

    /**
     * Opens a writer.
     *
     * @param out the new content of the file, which replaces the old one after the last record; the caller closes it
     *     after the writer
     * @throws IOException if the content cannot be written; the user sees the message
     */
    RecordWriter writer(OutputStream out) throws IOException;
}
