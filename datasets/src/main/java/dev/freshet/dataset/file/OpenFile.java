package dev.freshet.dataset.file;

import dev.freshet.dataset.FileSource;
import dev.freshet.dataset.Scratch;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A stored file that is open for reading. A file that is read to its end is digested. */
final class OpenFile implements FileSource, Closeable {
    private static final int BUFFER = 1 << 16;

    private final FileContent content;
    private final Compression compression;
    private @Nullable InputStream packed;
    private @Nullable InputStream unpacked;
    private @Nullable Path copy;

    OpenFile(FileContent content, Compression compression) {
        this.content = content;
        this.compression = compression;
    }

    @Override
    public InputStream stream() throws IOException {
        InputStream in = new BufferedInputStream(content.open(), BUFFER);
        packed = in;
        unpacked = compression.unpack(in);
        return unpacked;
    }

    @Override
    public Path file() throws IOException {
        Optional<Path> file = content.path();
        if (compression == Compression.NONE && file.isPresent()) {
            return file.get();
        }
        Path temporary = Scratch.createFile("freshet");
        copy = temporary;
        try (InputStream in = stream()) {
            Files.copy(in, temporary, StandardCopyOption.REPLACE_EXISTING);
        }
        return temporary;
    }

    /** Reads the rest of the file, so that the whole file is digested. */
    void readToEnd() throws IOException {
        if (packed != null) {
            packed.transferTo(OutputStream.nullOutputStream());
        }
    }

    @Override
    public void close() throws IOException {
        try {
            if (unpacked != null) {
                unpacked.close();
            }
        } finally {
            if (packed != null) {
                packed.close();
            }
            if (copy != null) {
                Files.deleteIfExists(copy);
            }
        }
    }
}
