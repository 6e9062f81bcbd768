package dev.freshet.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** An open file. It is used by one thread at a time. */
public interface FileSource {
    /**
     * Returns the decompressed content from the start. Call this method at most once, and leave the stream open: the
     * caller of the codec closes it.
     */
    InputStream stream() throws IOException;

    /**
     * Returns a local file with the decompressed content, for formats that do not read from start to end. If possible,
     * this is the dataset's file itself; otherwise it is a copy, which the caller of the codec deletes.
     */
    Path file() throws IOException;
}
