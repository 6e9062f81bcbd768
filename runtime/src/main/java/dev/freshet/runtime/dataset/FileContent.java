package dev.freshet.runtime.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The bytes of a file. */
final class FileContent implements StoredContent {
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
    public Optional<Path> path() {
        return Optional.of(location.path());
    }

    @Override
    public Optional<Stamp> stamp() {
        try {
            return Optional.of(FileStamp.of(location.path()).stamp());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw unreadable(e);
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
