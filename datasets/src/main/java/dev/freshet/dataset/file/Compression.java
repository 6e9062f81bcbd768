package dev.freshet.dataset.file;

import dev.freshet.config.Services;
import dev.freshet.dataset.CompressionFormat;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.zip.ZipException;

/** How the bytes of a format are packed in a file, as the file's name says. */
public final class Compression {
    public static final Compression NONE = new Compression(Optional.empty());

    private static final Compression GZIP = new Compression(Optional.of(new Gzip()));
    private static final Services<CompressionFormat> FOUND =
            new Services<>(CompressionFormat.class, loader -> ServiceLoader.load(CompressionFormat.class, loader));
    /** What else is packed by an extension of Freshet, by the end of its names. */
    private static final Map<String, String> EXTENSIONS = Map.of(".zst", "zstd");

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

    /** Such as {@code gzip}; empty if nothing is packed. */
    public String name() {
        return format.map(CompressionFormat::name).orElse("");
    }

    private String suffix() {
        return format.map(CompressionFormat::suffix).orElse("");
    }

    /** A path without the suffix that says how the file is packed. */
    public static String unpacked(String path) {
        return path.substring(0, path.length() - of(path).suffix().length());
    }

    /** What is to be done before a path can be used, if nothing here packs such files; empty if it can be. */
    public static Optional<String> missing(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        return EXTENSIONS.entrySet().stream()
                .filter(extension -> lower.endsWith(extension.getKey()) && of(path) == NONE)
                .map(extension -> "a file whose name ends with " + extension.getKey() + " is packed with "
                        + extension.getValue() + ": add dev.freshet:freshet-" + extension.getValue()
                        + " to the class path")
                .findFirst();
    }

    /** The content of a packed stream; closing it leaves that open. */
    InputStream unpack(InputStream packed) throws IOException {
        InputStream unclosed = new FilterInputStream(packed) {
            @Override
            public void close() {
                // Whoever opened it closes it.
            }
        };
        return format.isPresent() ? format.get().unpack(unclosed) : unclosed;
    }

    /** A stream whose content is packed into another, which is left open when it is closed. */
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

    /** What a failure to unpack means, if it is one. */
    Optional<String> problem(IOException e) {
        if (format.isEmpty()) {
            return Optional.empty();
        }
        String name = format.get().name();
        if (e instanceof EOFException) {
            return Optional.of("the file ends within its " + name + " data: it is empty or cut off");
        }
        return e instanceof ZipException
                ? Optional.of("the file is no " + name + " file, or it is damaged (" + e.getMessage() + ")")
                : Optional.empty();
    }
}
