package dev.freshet.runtime.dataset;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A dataset that is one file. */
final class FileDataset implements Dataset<Object> {
    private static final int BUFFER = 1 << 16;

    private final String name;
    private final FileContent content;
    private final FileLocation location;
    private final FileCodec format;
    private final Compression compression;

    FileDataset(String name, FileContent content, FileCodec format) {
        this.name = name;
        this.content = content;
        this.location = content.file();
        this.format = format;
        compression = Compression.of(location.path().toString());
    }

    @Override
    public Object load() {
        try (InputStream packed = open()) {
            Object value;
            try (InputStream in = compression.unpack(packed)) {
                value = format.read(in);
            }
            // To its end, so that what was read is digested.
            packed.transferTo(OutputStream.nullOutputStream());
            return value;
        } catch (MalformedContent e) {
            throw failure(e.place(), e.problem(), e.getCause() == null ? e : e.getCause());
        } catch (UncheckedIOException e) {
            throw unreadable(Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private InputStream open() throws IOException {
        Path path = location.path();
        if (Files.isDirectory(path)) {
            throw new FileSystemException(path.toString(), null, "is a directory");
        }
        return new BufferedInputStream(content.open(), BUFFER);
    }

    private DatasetException unreadable(IOException e) {
        if (e instanceof CharacterCodingException) {
            return failure(firstMalformed(), "this is not " + format.encoding() + " text", e);
        }
        return failure("", compression.problem(e).orElseGet(() -> FileErrors.reading(e, location.path())), e);
    }

    private String firstMalformed() {
        try (InputStream packed = open()) {
            return Texts.firstMalformed(compression.unpack(packed), format.encoding());
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public void save(Object value) {
        if (value == null) {
            throw failure("", "null cannot be saved", null);
        }
        try {
            content.replace(out -> compression.pack(out, packed -> format.write(packed, value)));
        } catch (MalformedContent e) {
            throw failure("", e.problem(), e.getCause() == null ? e : e.getCause());
        } catch (UncheckedIOException e) {
            throw unwritable(Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private DatasetException unwritable(IOException e) {
        return failure("", FileErrors.writing(e, location.path()), e);
    }

    private DatasetException failure(String place, String problem, @Nullable Throwable cause) {
        return new DatasetException(name, location.shown() + place, problem, cause);
    }

    @Override
    public boolean exists() {
        return Files.exists(location.path());
    }

    @Override
    public boolean isLossless() {
        return format.isLossless();
    }

    @Override
    public String location() {
        return location.shown();
    }
}
