package dev.freshet.fingerprint;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A place that classes come from. */
interface ClassPathEntry extends AutoCloseable {
    /** The place. */
    Path path();

    /** The bytes of a file in it, named with slashes; null if there is none. */
    byte @Nullable [] read(String name) throws IOException;

    /** Whether there is such a file. */
    boolean contains(String name);

    /** The names of all files, sorted. */
    List<String> names() throws IOException;

    /** Whether the code in it is the user's: a directory, or a jar with object files. */
    boolean isProject();

    /** A digest of everything in it. */
    String digest() throws IOException;

    @Override
    void close() throws IOException;
}
