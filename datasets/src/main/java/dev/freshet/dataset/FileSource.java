package dev.freshet.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** A file that is being read. Used by one thread at a time. */
public interface FileSource {
    /** Its content from the start, unpacked. Called once at most; closed by who made this. */
    InputStream stream() throws IOException;

    /**
     * A file of the local disk with its content, unpacked, for formats that do not read from the start to the end: the file
     * itself if it can be, else a copy that is deleted when who made this closes it.
     */
    Path file() throws IOException;
}
