package dev.freshet.runtime.dataset;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** A dataset that is one file. */
final class FileDataset implements Dataset<Object> {
    /** How a value is written in a file. Malformed content is reported as {@link MalformedContent}. */
    interface Format {
        Object read(InputStream in) throws IOException;

        void write(OutputStream out, Object value) throws IOException;
    }

    private static final int BUFFER = 1 << 16;

    private final String name;
    private final FileLocation location;
    private final Format format;

    FileDataset(String name, FileLocation location, Format format) {
        this.name = name;
        this.location = location;
        this.format = format;
    }

    @Override
    public Object load() {
        if (Files.isDirectory(location.path())) {
            throw failure(new IOException("is a directory"));
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(location.path()), BUFFER)) {
            return format.read(in);
        } catch (MalformedContent e) {
            throw new DatasetException(name, location.shown() + e.place(), e.problem(), e.getCause());
        } catch (UncheckedIOException e) {
            throw failure(e.getCause());
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public void save(Object value) {
        if (value == null) {
            throw new DatasetException(name, location.shown(), "null cannot be saved", null);
        }
        try {
            AtomicFile.replace(location.path(), out -> format.write(out, value));
        } catch (MalformedContent e) {
            throw new DatasetException(name, location.shown(), e.problem(), e.getCause());
        } catch (UncheckedIOException e) {
            throw failure(e.getCause());
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private DatasetException failure(IOException e) {
        return new DatasetException(name, location.shown(), FileErrors.describe(e, location.path()), e);
    }

    @Override
    public boolean exists() {
        return Files.exists(location.path());
    }

    @Override
    public String location() {
        return location.shown();
    }
}
