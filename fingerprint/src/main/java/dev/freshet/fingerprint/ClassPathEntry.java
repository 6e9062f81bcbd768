package dev.freshet.fingerprint;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An open place that holds classes. */
interface ClassPathEntry extends AutoCloseable {
    /**
     * Returns the bytes of the file that a class loader would find under a name with slashes; null if there is none.
     */
    byte @Nullable [] read(String name) throws IOException;

    /** Whether a file exists. */
    boolean contains(String name);

    /** Returns the names of all files whose names start with a prefix, sorted. */
    List<String> names(String start) throws IOException;

    /** Returns the names under which a class loader finds the class files, sorted. */
    List<String> classFiles() throws IOException;

    @Override
    void close() throws IOException;
}
