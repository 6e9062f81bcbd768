package dev.freshet.runtime.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The bytes of a file. */
final class FileContent implements StoredContent {
    private static final String UNIX = "unix:size,lastModifiedTime,ctime,ino,isDirectory";

    private record Written(String stamp, String digest) {}

    private final String name;
    private final FileLocation location;
    private volatile @Nullable Written written;

    FileContent(String name, FileLocation location) {
        this.name = name;
        this.location = location;
    }

    @Override
    public String location() {
        return location.shown();
    }

    FileLocation file() {
        return location;
    }

    @Override
    public Optional<Stamp> stamp() {
        Path path = location.path();
        try {
            return Optional.of(
                    path.getFileSystem().supportedFileAttributeViews().contains("unix") ? unix(path) : basic(path));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** The change time shows an edit that put the modification time back, the inode a file that was moved here. */
    private static Stamp unix(Path path) throws IOException {
        Map<String, Object> attributes = Files.readAttributes(path, UNIX);
        requireFile(path, Boolean.TRUE.equals(attributes.get("isDirectory")));
        Instant modified = time(attributes.get("lastModifiedTime"));
        return new Stamp(
                attributes.get("size") + " " + modified + " " + time(attributes.get("ctime")) + " "
                        + attributes.get("ino"),
                modified);
    }

    private static Instant time(@Nullable Object attribute) {
        return attribute instanceof FileTime time ? time.toInstant() : Instant.EPOCH;
    }

    private static Stamp basic(Path path) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        requireFile(path, attributes.isDirectory());
        Instant modified = attributes.lastModifiedTime().toInstant();
        return new Stamp(attributes.size() + " " + modified, modified);
    }

    private static void requireFile(Path path, boolean isDirectory) throws IOException {
        if (isDirectory) {
            throw new FileSystemException(path.toString(), null, "is a directory");
        }
    }

    @Override
    public String digest(Stamp stamp) {
        Written last = written;
        if (last != null && last.stamp().equals(stamp.text())) {
            return last.digest();
        }
        try (InputStream in = Files.newInputStream(location.path())) {
            return ContentDigest.of(in);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Replaces the file, digesting what is written. */
    void replace(AtomicFile.Content content) throws IOException {
        ContentDigest digest = new ContentDigest();
        written = null;
        AtomicFile.replace(location.path(), out -> content.writeTo(digest.through(out)));
        stamp().ifPresent(stamp -> written = new Written(stamp.text(), digest.text()));
    }

    private DatasetException unreadable(IOException e) {
        return new DatasetException(name, location.shown(), FileErrors.reading(e, location.path()), e);
    }
}
