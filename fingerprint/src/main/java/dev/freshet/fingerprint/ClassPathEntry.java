package dev.freshet.fingerprint;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A place that classes come from, while it is open. */
interface ClassPathEntry extends AutoCloseable {
    /** The bytes of a file in it, named with slashes, as a class loader would find it; null if there is none. */
    byte @Nullable [] read(String name) throws IOException;

    /** Whether there is such a file. */
    boolean contains(String name);

    /** The names of all files whose names begin so, sorted. */
    List<String> names(String start) throws IOException;

    /** The names of all class files by which a class loader finds them, sorted. */
    List<String> classFiles() throws IOException;

    @Override
    void close() throws IOException;
}
