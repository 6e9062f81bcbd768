package dev.freshet.runtime.dataset;

import java.io.BufferedOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The bytes of a file. */
final class FileContent implements StoredContent {
    private final String name;
    private final FileLocation location;
    private final boolean lasts;
    private volatile @Nullable Digested seen;

    FileContent(String name, FileLocation location) {
        this(name, location, true);
    }

    /** @param lasts whether the file must survive a crash and is compared in later runs */
    FileContent(String name, FileLocation location, boolean lasts) {
        this.name = name;
        this.location = location;
        this.lasts = lasts;
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
        Digested last = seen;
        if (last != null && last.stamp().equals(stamp.text())) {
            return last.digest();
        }
        try (InputStream in = Files.newInputStream(location.path())) {
            return ContentDigest.of(in);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    @Override
    public Optional<Digested> digested() {
        return Optional.ofNullable(seen);
    }

    @Override
    public void digested(Digested elsewhere) {
        seen = elsewhere;
    }

    /** Reads the file, digesting what is read: if all of it is, its digest need not be asked for again. */
    InputStream open() throws IOException {
        if (!lasts) {
            return Files.newInputStream(location.path());
        }
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
                    seen = new Digested(before.stamp().text(), digest.text());
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

    /** Starts to write what will replace the file, digesting what is written. */
    Replacement replace() throws IOException {
        return lasts ? new Digesting(AtomicFile.replacing(location.path())) : new Plain(location.path());
    }

    /** Writes to a file that need not be durable. */
    private record Plain(OutputStream out) implements Replacement {
        Plain(Path path) throws IOException {
            this(new BufferedOutputStream(Files.newOutputStream(path)));
        }

        @Override
        public void commit() throws IOException {
            out.flush();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }

    /** Digests what is written. */
    private final class Digesting implements Replacement {
        private final AtomicFile file;
        private final ContentDigest digest = new ContentDigest();
        private final OutputStream out;

        Digesting(AtomicFile file) {
            this.file = file;
            out = digest.through(file.out());
        }

        @Override
        public OutputStream out() {
            return out;
        }

        @Override
        public void commit() throws IOException {
            seen = null;
            file.commit();
            stamp().ifPresent(stamp -> seen = new Digested(stamp.text(), digest.text()));
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    private DatasetException unreadable(IOException e) {
        return new DatasetException(name, location.shown(), FileErrors.reading(e, location.path()), e);
    }
}
