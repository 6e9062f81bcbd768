package dev.freshet.dataset.file;

import dev.freshet.dataset.Stamp;
import dev.freshet.fingerprint.FileState;
import dev.freshet.fingerprint.Tick;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * The {@link FileState} of a file with content.
 *
 * @param size the size in bytes
 * @param modified the modification time in nanoseconds since 1970
 * @param changed the change time in nanoseconds since 1970; 0 if the file system has none
 * @param inode the inode; 0 if the file system has none
 */
public record FileStamp(long size, long modified, long changed, long inode) {
    /**
     * Returns the current stamp of a file.
     *
     * @throws IOException if the file does not exist or is a directory
     */
    public static FileStamp of(Path file) throws IOException {
        FileState state = FileState.of(file);
        if (state.isDirectory()) {
            throw new FileSystemException(file.toString(), null, "is a directory");
        }
        return new FileStamp(state.size(), state.modified(), state.changed(), state.inode());
    }

    /**
     * Returns whether every change after a moment must show in the modification time, and in the change time if there
     * is one.
     */
    public boolean isSettledAt(Instant moment) {
        return Tick.isSettled(instant(modified), moment) && Tick.isSettled(instant(changed), moment);
    }

    private static Instant instant(long nanos) {
        long second = TimeUnit.SECONDS.toNanos(1);
        return Instant.ofEpochSecond(Math.floorDiv(nanos, second), Math.floorMod(nanos, second));
    }

    /**
     * Returns whether a file still has this stamp, provided that the stamp was settled when it was taken.
     *
     * @throws IOException if the file does not exist
     */
    public boolean isStillOf(Path file) throws IOException {
        return new FileState(false, size, modified, changed, inode).isStillOf(file);
    }

    /**
     * Parses the result of {@link #stamp}.
     *
     * @throws IllegalArgumentException if the stamp does not have that form
     */
    public static FileStamp parse(Stamp stamp) {
        String[] numbers = stamp.text().split(" ", -1);
        if (numbers.length != 4) {
            throw new IllegalArgumentException("not the stamp of a file: " + stamp.text());
        }
        return new FileStamp(
                Long.parseLong(numbers[0]),
                Long.parseLong(numbers[1]),
                Long.parseLong(numbers[2]),
                Long.parseLong(numbers[3]));
    }

    /** Returns the stamp in the form common to all storages. */
    public Stamp stamp() {
        return new Stamp(size + " " + modified + " " + changed + " " + inode, instant(modified));
    }
}
