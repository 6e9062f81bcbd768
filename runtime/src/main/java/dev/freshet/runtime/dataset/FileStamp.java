package dev.freshet.runtime.dataset;

import dev.freshet.fingerprint.Tick;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a file system tells of a file without reading it. The change time shows an edit that put the modification time back,
 * the inode a file that was moved here.
 *
 * @param size in bytes
 * @param modified the modification time in nanoseconds since 1970
 * @param changed the change time in nanoseconds since 1970; 0 where there is none
 * @param inode 0 where there is none
 */
public record FileStamp(long size, long modified, long changed, long inode) {
    private static final String UNIX = "unix:size,lastModifiedTime,ctime,ino,isDirectory";
    private static final String CHANGE = "unix:ctime,ino";

    /**
     * The stamp of a file now.
     *
     * @throws IOException if there is none, or it is a directory
     */
    public static FileStamp of(Path file) throws IOException {
        return file.getFileSystem().supportedFileAttributeViews().contains("unix") ? unix(file) : basic(file);
    }

    private static FileStamp unix(Path file) throws IOException {
        Map<String, Object> attributes = Files.readAttributes(file, UNIX);
        requireFile(file, Boolean.TRUE.equals(attributes.get("isDirectory")));
        return new FileStamp(
                number(attributes.get("size")),
                nanos(attributes.get("lastModifiedTime")),
                nanos(attributes.get("ctime")),
                number(attributes.get("ino")));
    }

    private static long number(@Nullable Object attribute) {
        return attribute instanceof Number number ? number.longValue() : 0;
    }

    private static long nanos(@Nullable Object attribute) {
        return attribute instanceof FileTime time ? time.to(TimeUnit.NANOSECONDS) : 0;
    }

    private static FileStamp basic(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        requireFile(file, attributes.isDirectory());
        return new FileStamp(attributes.size(), nanos(attributes.lastModifiedTime()), 0, 0);
    }

    private static void requireFile(Path file, boolean isDirectory) throws IOException {
        if (isDirectory) {
            throw new FileSystemException(file.toString(), null, "is a directory");
        }
    }

    /** Whether any change after that moment must show in the modification time, and in the change time if there is one. */
    public boolean isSettledAt(Instant moment) {
        return Tick.isSettled(instant(modified), moment) && Tick.isSettled(instant(changed), moment);
    }

    private static Instant instant(long nanos) {
        long second = TimeUnit.SECONDS.toNanos(1);
        return Instant.ofEpochSecond(Math.floorDiv(nanos, second), Math.floorMod(nanos, second));
    }

    /**
     * Whether a file still has this stamp, if it was settled when it was taken. Asks for as little as it can: whatever changes a file changes its change time too.
     *
     * @throws IOException if there is no such file
     */
    public boolean isStillOf(Path file) throws IOException {
        if (changed == 0) {
            FileStamp now = basic(file);
            return now.size == size && now.modified == modified;
        }
        Map<String, Object> attributes = Files.readAttributes(file, CHANGE);
        return nanos(attributes.get("ctime")) == changed && number(attributes.get("ino")) == inode;
    }

    /**
     * Reads the form that {@link #stamp} gives.
     *
     * @throws IllegalArgumentException if it is another
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

    /** In the form that all storages have in common. */
    public Stamp stamp() {
        return new Stamp(size + " " + modified + " " + changed + " " + inode, instant(modified));
    }
}
