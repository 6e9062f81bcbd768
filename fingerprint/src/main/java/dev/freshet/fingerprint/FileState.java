package dev.freshet.fingerprint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a file system reports about a file without reading it. Data, configuration and code all use this rule. The
 * change time shows an edit that restored the modification time; the inode shows a file that was moved here. Links are
 * followed.
 *
 * @param isDirectory whether the path is a directory
 * @param size the size in bytes
 * @param modified the modification time in nanoseconds since 1970
 * @param changed the change time in nanoseconds since 1970; 0 if the file system has none
 * @param inode the inode; 0 if the file system has none
 */
public record FileState(boolean isDirectory, long size, long modified, long changed, long inode) {
    private static final String UNIX = "unix:size,lastModifiedTime,ctime,ino,isDirectory";
    private static final String CHANGE = "unix:ctime,ino";

    /**
     * Returns the current state of a file or directory.
     *
     * @throws IOException if the path does not exist
     */
    public static FileState of(Path file) throws IOException {
        return file.getFileSystem().supportedFileAttributeViews().contains("unix") ? unix(file) : basic(file);
    }

    private static FileState unix(Path file) throws IOException {
        Map<String, Object> attributes = Files.readAttributes(file, UNIX);
        return new FileState(
                Boolean.TRUE.equals(attributes.get("isDirectory")),
                number(attributes.get("size")),
                nanos(attributes.get("lastModifiedTime")),
                nanos(attributes.get("ctime")),
                number(attributes.get("ino")));
    }

    private static FileState basic(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new FileState(attributes.isDirectory(), attributes.size(), nanos(attributes.lastModifiedTime()), 0, 0);
    }

    private static long number(@Nullable Object attribute) {
        return attribute instanceof Number number ? number.longValue() : 0;
    }

    private static long nanos(@Nullable Object attribute) {
        return attribute instanceof FileTime time ? time.to(TimeUnit.NANOSECONDS) : 0;
    }

    /**
     * Returns whether a file is still in this state. If there is a change time, this method reads only that time and
     * the inode, because every change of a file also changes that time.
     *
     * @throws IOException if the file does not exist
     */
    public boolean isStillOf(Path file) throws IOException {
        if (changed == 0) {
            FileState now = basic(file);
            return now.size == size && now.modified == modified;
        }
        Map<String, Object> attributes = Files.readAttributes(file, CHANGE);
        return nanos(attributes.get("ctime")) == changed && number(attributes.get("ino")) == inode;
    }

    /** Returns the time of the latest visible change, in nanoseconds since 1970. */
    long latest() {
        return Math.max(modified, changed);
    }
}
