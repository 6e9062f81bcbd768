package dev.freshet.spark;

import dev.freshet.dataset.OptionException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The location of a table. */
sealed interface TablePlace {
    Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):.*", Pattern.DOTALL);

    /** Returns the path as in the catalog. */
    String shown();

    /** Returns the path for Spark. */
    String uri();

    /** Returns a name; equal locations have equal names. */
    String name();

    /** A directory or file of this machine. */
    record Local(String shown, Path path) implements TablePlace {
        @Override
        public String uri() {
            // Without the slash that toUri() adds to the name of an existing directory.
            String uri = path.toUri().toString();
            return uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
        }

        @Override
        public String name() {
            Path parent = path.getParent();
            try {
                return parent == null
                        ? path.toString()
                        : parent.toRealPath().resolve(path.getFileName()).toString();
            } catch (IOException e) {
                return path.toString();
            }
        }
    }

    /** A table in a file system of Hadoop other than the local one. */
    record Remote(String shown, String uri) implements TablePlace {
        @Override
        public String name() {
            return uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
        }
    }

    /**
     * Returns the location of a path.
     *
     * @param directory where relative paths start
     * @throws OptionException if the text is not a path
     */
    static TablePlace of(String path, Path directory) {
        Matcher scheme = SCHEME.matcher(path);
        try {
            if (!scheme.matches()) {
                return new Local(path, directory.resolve(path).toAbsolutePath().normalize());
            }
            return scheme.group(1).toLowerCase(Locale.ROOT).equals("file")
                    ? new Local(path, Path.of(URI.create(path).getPath()).normalize())
                    : new Remote(path, URI.create(path).toString());
        } catch (InvalidPathException e) {
            throw new OptionException("path", "\"path\" must be the path of a directory or file: " + e.getReason());
        } catch (IllegalArgumentException e) {
            throw new OptionException("path", "\"path\" must be a path or a URI, such as s3a://bucket/flights");
        }
    }
}
