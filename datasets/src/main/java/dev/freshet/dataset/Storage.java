package dev.freshet.dataset;

import dev.freshet.dataset.file.FileStamp;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Stores contents by key, such as a file system or a bucket. Contents are replaced atomically: a reader sees the old
 * content or the new one. Implementations must be thread-safe.
 */
public interface Storage {
    /**
     * The entry of a key.
     *
     * @param size the size in bytes
     * @param written when the content was stored, by the clock of the storage; at most some seconds inexact
     */
    record Entry(String key, long size, Stamp stamp, Instant written) {}

    /** Open content. */
    interface Content {
        /** Returns the content from the start; the caller closes the stream. */
        InputStream stream();

        /**
         * Returns the stamp of the content that the stream returned; empty if the content changed in the meantime. Call
         * this method after reading to the end.
         *
         * @throws IOException if the storage cannot be reached
         */
        Optional<Stamp> stamp() throws IOException;
    }

    /**
     * Returns the entry of a key without reading its content; empty if the key has no content.
     *
     * @throws IOException if the storage cannot be reached
     */
    Optional<Entry> stat(String key) throws IOException;

    /**
     * Returns whether a key has content.
     *
     * @throws IOException if the storage cannot be reached
     */
    default boolean exists(String key) throws IOException {
        return stat(key).isPresent();
    }

    /**
     * Opens content from its start.
     *
     * @throws NoSuchFileException if the key has no content
     * @throws IOException if it cannot be read
     */
    Content read(String key) throws IOException;

    /**
     * Opens a range of the content; the stream ends early if the content does.
     *
     * @param from the index of the first byte, from 0
     * @param length the length in bytes
     * @throws NoSuchFileException if the key has no content
     * @throws IOException if it cannot be read
     */
    InputStream read(String key, long from, long length) throws IOException;

    /**
     * Starts to write new content, which will replace the existing content if there is any.
     *
     * @throws IOException if the content cannot be written
     */
    Replacement replace(String key) throws IOException;

    /**
     * Starts to write new content of a key that is staged: it is beside the stored content, where nobody reads it, until
     * it is published or discarded, in this process or another one.
     *
     * @param name the end of a name that nothing else has; see {@link Scratch#ending}
     * @throws IOException if the content cannot be written
     */
    default Replacement stage(String key, String name) throws IOException {
        return replace(staged(key, name));
    }

    /**
     * Replaces the content of a key with what was staged.
     *
     * @return the stamp of the new content; empty if unknown
     * @throws NoSuchFileException if nothing is staged under that name
     * @throws IOException if it is not certain that the new content is stored
     */
    default Optional<Stamp> publish(String key, String name) throws IOException {
        return move(staged(key, name), key);
    }

    /**
     * Deletes what was staged, if it is there.
     *
     * @throws IOException if it may still exist
     */
    default void discard(String key, String name) throws IOException {
        delete(staged(key, name));
    }

    /** The key of staged content: in the same directory, with a name that begins with a dot, so that it is no partition. */
    static String staged(String key, String name) {
        int directory = Math.max(key.lastIndexOf('/'), key.lastIndexOf(File.separatorChar)) + 1;
        return key.substring(0, directory) + Scratch.named("." + key.substring(directory), name);
    }

    /**
     * Replaces the content of a key with that of another one, which then has none. By default, the content passes
     * through this process; a storage that can move or copy by itself does that.
     *
     * @return the stamp of the new content; empty if unknown
     * @throws NoSuchFileException if the first key has no content
     * @throws IOException if it is not certain that the content was moved
     */
    default Optional<Stamp> move(String from, String to) throws IOException {
        Optional<Stamp> stamp;
        try (InputStream in = read(from).stream();
                Replacement replacement = replace(to)) {
            in.transferTo(replacement.out());
            stamp = replacement.commit();
        }
        delete(from);
        return stamp;
    }

    /**
     * Stores content if the key has none. If several processes try at the same time, exactly one succeeds.
     *
     * @return false if the key already has content, which then stays
     * @throws IOException if it is unknown whether the content was stored
     */
    boolean create(String key, byte[] content) throws IOException;

    /**
     * Returns the entries whose keys begin with a prefix, sorted by key.
     *
     * @throws IOException if the storage cannot be reached
     */
    List<Entry> list(String prefix) throws IOException;

    /**
     * Deletes the content of a key, if there is any.
     *
     * @throws IOException if the content may still exist
     */
    void delete(String key) throws IOException;

    /**
     * Returns the file of the default file system that holds the content; empty if {@link FileStamp} does not show
     * every change that {@link #stat} shows.
     */
    default Optional<Path> path(String key) {
        return Optional.empty();
    }

    /**
     * Returns a name for the place of a key: equal places have equal names, whatever the credentials. The name ends
     * with the end of the key. Empty if the path in the catalog already is such a name.
     */
    default Optional<String> place(String key) {
        return Optional.empty();
    }

    /** Returns whether a failure means that the storage does not permit the operation. */
    default boolean isDenied(IOException failure) {
        return failure instanceof AccessDeniedException;
    }

    /** Returns why content cannot be read, as one line in plain words. */
    default String reading(IOException failure, String key) {
        return String.valueOf(failure.getMessage());
    }

    /** Returns why content cannot be written, as one line in plain words. */
    default String writing(IOException failure, String key) {
        return String.valueOf(failure.getMessage());
    }
}
