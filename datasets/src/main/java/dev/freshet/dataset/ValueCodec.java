package dev.freshet.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Reads and writes files that hold one value. */
public non-sealed interface ValueCodec extends FileCodec {
    /**
     * Reads a value.
     *
     * @param in the content, unpacked; who opened it closes it
     * @throws MalformedContent if it is not what it should be
     * @throws IOException if it cannot be read, or is not what it should be; the message is shown to the user, behind the
     *     names of the dataset and the file
     */
    Object read(InputStream in) throws IOException;

    /**
     * Writes a value.
     *
     * @param out what replaces the file once all is written; who opened it closes it
     * @throws IOException if it cannot be written; the message is shown to the user
     */
    void write(OutputStream out, Object value) throws IOException;
}
