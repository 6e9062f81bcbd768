package dev.freshet.runtime.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Reads and writes values of one Java type in one format. Safe for use by several threads. */
public interface FileCodec {
    /**
     * Reads a value.
     *
     * @param in the content, unpacked; who opened it closes it
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

    /** Whether what is read always equals what was written; then values are handed on while they are being saved. */
    default boolean isLossless() {
        return false;
    }

    /** The encoding of formats that are text. */
    default Charset encoding() {
        return StandardCharsets.UTF_8;
    }
}
