package dev.freshet.dataset.file;

import dev.freshet.config.Services;
import dev.freshet.dataset.CompressionFormat;
import dev.freshet.wiring.ExtensionService;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.zip.ZipException;

/** The compression of a file, which the suffix of its name determines. */
public final class Compression {
    public static final Compression NONE = new Compression(Optional.empty());

    private static final Compression GZIP = new Compression(Optional.of(new Gzip()));
    private static final Services<CompressionFormat> FOUND =
            new Services<>(CompressionFormat.class, loader -> ServiceLoader.load(CompressionFormat.class, loader));

    private final Optional<CompressionFormat> format;

    private Compression(Optional<CompressionFormat> format) {
        this.format = format;
    }

    public static Compression of(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        if (lower.endsWith(GZIP.suffix())) {
            return GZIP;
        }
        return FOUND.all().stream()
                .filter(found -> lower.endsWith(found.suffix()))
                .findFirst()
                .map(found -> new Compression(Optional.of(found)))
                .orElse(NONE);
    }

    /** Returns the name, such as {@code gzip}; empty if the file is not compressed. */
    public String name() {
        return format.map(CompressionFormat::name).orElse("");
    }

    /** Returns the class that compresses; empty if the file is not compressed. */
    public Optional<Class<?>> code() {
        return format.map(CompressionFormat::getClass);
    }

    private String suffix() {
        return format.map(CompressionFormat::suffix).orElse("");
    }

    /** Returns a path without the suffix of the compression. */
    public static String unpacked(String path) {
        return path.substring(0, path.length() - of(path).suffix().length());
    }

    /** Returns how to add the compression that a path needs; empty if it is present or not needed. */
    public static Optional<String> missing(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        return ExtensionService.compressionOf(lower)
                .filter(service -> of(path) == NONE)
                .map(service -> "a file whose name ends with " + service.name() + " is compressed: "
                        + MissingExtension.advice(service));
    }

    /** Returns the decompressed content of a stream; closing it leaves the stream open. */
    public InputStream unpack(InputStream packed) throws IOException {
        InputStream unclosed = new FilterInputStream(packed) {
            @Override
            public void close() {
                // The caller closes the stream.
            }
        };
        return format.isPresent() ? format.get().unpack(unclosed) : unclosed;
    }

    /** Returns a stream that compresses into another one; closing it leaves the other stream open. */
    OutputStream pack(OutputStream out) throws IOException {
        OutputStream unclosed = new FilterOutputStream(out) {
            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                out.write(bytes, from, length);
            }

            @Override
            public void close() throws IOException {
                flush();
            }
        };
        return format.isPresent() ? format.get().pack(unclosed) : unclosed;
    }

    /** Returns what a failure to decompress means; empty if the failure has another cause. */
    public Optional<String> problem(IOException e) {
        if (format.isEmpty()) {
            return Optional.empty();
        }
        String name = format.get().name();
        if (e instanceof EOFException) {
            return Optional.of("the file ends within its " + name + " data: it is empty or cut off");
        }
        return e instanceof ZipException
                ? Optional.of("the file is not a " + name + " file, or it is damaged (" + e.getMessage() + ")")
                : Optional.empty();
    }
}
