package dev.freshet.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Reads and writes files that hold one value. */
public non-sealed interface ValueCodec extends FileCodec {
    /**
     * Reads a value.
     *
     * @param in the decompressed content; the caller closes it
     * @throws MalformedContent if the content does not have the form that the dataset requires
     * @throws IOException if the content cannot be read or is malformed; the user sees the message after the names of
     *     the dataset and the file
     */
    Object read(InputStream in) throws IOException;

    /**
     * Writes a value.
     *
     * @param out the new content of the file, which replaces the old one when this method returns; the caller closes it
     * @throws IOException if the value cannot be written; the user sees the message
     */
    void write(OutputStream out, Object value) throws IOException;
}
