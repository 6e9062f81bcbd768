package dev.freshet.runtime.dataset;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The bytes of a file. */
final class FileContent implements StoredContent {
    /** The digest of the content that had a stamp. */
    private record Seen(String stamp, String digest) {}

    private final String name;
    private final FileLocation location;
    private volatile @Nullable Seen seen;

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
        Seen last = seen;
        if (last != null && last.stamp().equals(stamp.text())) {
            return last.digest();
        }
        try (InputStream in = Files.newInputStream(location.path())) {
            return ContentDigest.of(in);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Reads the file, digesting what is read: if all of it is, its digest need not be asked for again. */
    InputStream open() throws IOException {
        FileStamp before;
        try {
            before = FileStamp.of(location.path());
        } catch (IOException e) {
            // Opening it says better what is wrong.
            return Files.newInputStream(location.path());
        }
        ContentDigest digest = new ContentDigest();
        return new FilterInputStream(Files.newInputStream(location.path())) {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                int count = super.read(bytes, from, length);
                if (count > 0) {
                    digest.add(bytes, from, count);
                } else if (count < 0) {
                    ended();
                }
                return count;
            }

            private void ended() throws IOException {
                if (FileStamp.of(location.path()).equals(before)) {
                    seen = new Seen(before.stamp().text(), digest.text());
                }
            }

            @Override
            public long skip(long count) throws IOException {
                return readNBytes((int) Math.min(count, Integer.MAX_VALUE)).length;
            }

            @Override
            public boolean markSupported() {
                return false;
            }
        };
    }

    /** Replaces the file, digesting what is written. */
    void replace(AtomicFile.Content content) throws IOException {
        ContentDigest digest = new ContentDigest();
        seen = null;
        AtomicFile.replace(location.path(), out -> content.writeTo(digest.through(out)));
        stamp().ifPresent(stamp -> seen = new Seen(stamp.text(), digest.text()));
    }

    private DatasetException unreadable(IOException e) {
        return new DatasetException(name, location.shown(), FileErrors.reading(e, location.path()), e);
    }
}
