package dev.freshet.dataset;

import dev.freshet.dataset.file.FileStamp;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A place that keeps contents by key, such as a file system or a bucket. Contents are replaced as a whole: a reader sees the old
 * one or the new one. Safe for use by several threads.
 */
public interface Storage {
    /**
     * What is kept under a key.
     *
     * @param size in bytes
     */
    record Entry(String key, long size, Stamp stamp) {}

    /** Content that is being read. */
    interface Content {
        /** All of it from the start; closed by who asked for it. */
        InputStream stream();

        /**
         * The stamp of all that the stream gave, to be asked when it was read to its end; empty if the content was changed
         * meanwhile.
         *
         * @throws IOException if the storage cannot be asked
         */
        Optional<Stamp> stamp() throws IOException;
    }

    /**
     * What is kept under a key, without reading it; empty if there is nothing.
     *
     * @throws IOException if the storage cannot be asked
     */
    Optional<Entry> stat(String key) throws IOException;

    /**
     * Whether there is anything under a key.
     *
     * @throws IOException if the storage cannot be asked
     */
    default boolean exists(String key) throws IOException {
        return stat(key).isPresent();
    }

    /**
     * Reads content from its start.
     *
     * @throws NoSuchFileException if there is none
     * @throws IOException if it cannot be read
     */
    Content read(String key) throws IOException;

    /**
     * Reads a part of the content: what there is of it, if the content ends before.
     *
     * @param from the first byte, counted from 0
     * @param length in bytes
     * @throws NoSuchFileException if there is no content
     * @throws IOException if it cannot be read
     */
    InputStream read(String key, long from, long length) throws IOException;

    /**
     * Starts to write what will replace the content, or be the first.
     *
     * @throws IOException if it cannot be written
     */
    Replacement replace(String key) throws IOException;

    /**
     * Stores content if there is none yet. Of several that try, in whatever processes, one succeeds.
     *
     * @return false if there was content; then it stays
     * @throws IOException if nobody knows whether it was stored
     */
    boolean create(String key, byte[] content) throws IOException;

    /**
     * All contents whose keys begin with a prefix, sorted by key.
     *
     * @throws IOException if the storage cannot be asked
     */
    List<Entry> list(String prefix) throws IOException;

    /**
     * Deletes content, if there is any.
     *
     * @throws IOException if it may still be there
     */
    void delete(String key) throws IOException;

    /** The file of the default file system that holds the content, if {@link FileStamp} tells all of it that {@link #stat} does. */
    default Optional<Path> path(String key) {
        return Optional.empty();
    }

    /**
     * Names the place of a key so that it is equal for equal places, whatever credentials lead there; empty if the path in the
     * catalog does. The end of the key stays at the end.
     */
    default Optional<String> place(String key) {
        return Optional.empty();
    }

    /** Why content cannot be read: one line in plain words. */
    default String reading(IOException failure, String key) {
        return String.valueOf(failure.getMessage());
    }

    /** Why content cannot be written: one line in plain words. */
    default String writing(IOException failure, String key) {
        return String.valueOf(failure.getMessage());
    }
}
