package dev.freshet.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * A way to pack files, which the end of their names tells. Found if it is a service of this type, that is, if
 * {@code META-INF/services/dev.freshet.dataset.CompressionFormat} names the class. Packs and unpacks in constant
 * memory.
 */
public interface CompressionFormat {
    /** What the names of packed files end with, such as {@code .zst}: a dot, then lower-case letters and digits. */
    String suffix();

    /** What messages call it, such as {@code zstd}. */
    String name();

    /**
     * The content of a packed stream, which is closed with it.
     *
     * @throws java.io.EOFException if the stream ends too early, here or when the content is read
     * @throws java.util.zip.ZipException if it is not packed in this way or damaged, here or when the content is read;
     *     the message is shown
     */
    InputStream unpack(InputStream packed) throws IOException;

    /**
     * A stream whose content is packed into another, which is closed with it. The same content gives the same bytes.
     */
    OutputStream pack(OutputStream out) throws IOException;
}
