package dev.freshet.jdbc;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** The file that a URL of SQLite names. */
final class SqliteFile {
    private static final String URL = "jdbc:sqlite:";

    /** Databases in memory and in the class path, which are no files, and files that are not read as such. */
    private static final Pattern NO_FILE = Pattern.compile("(:.*|)(\\?.*)?|.*[?&](mode=memory|vfs=).*");

    private SqliteFile() {}

    /**
     * Returns the file for comparisons, the same for all URLs of one file: relative to the project if it is in there,
     * else absolute, without symbolic links and dots. Empty if the URL names no file.
     */
    static Optional<String> of(String url, Path project) {
        String file = url.startsWith(URL) ? url.substring(URL.length()) : "";
        if (NO_FILE.matcher(file).matches()) {
            return Optional.empty();
        }
        try {
            Path real = real(Path.of(path(file.replaceFirst("\\?.*", ""))));
            Path directory = real(project);
            Path shown = real.startsWith(directory) ? directory.relativize(real) : real;
            return Optional.of(shown.toString().replace('\\', '/'));
        } catch (IllegalArgumentException notAPath) {
            return Optional.empty();
        }
    }

    /** Returns the path of a file, which can stand as a URI. */
    private static String path(String file) {
        return file.startsWith("file:")
                ? URLDecoder.decode(
                        file.substring("file:".length())
                                .replaceFirst("^//(localhost)?(?=/)", "")
                                .replace("+", "%2B"),
                        StandardCharsets.UTF_8)
                : file;
    }

    /** Also of a file that is not there yet. */
    private static Path real(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        try {
            return absolute.toRealPath();
        } catch (IOException notThere) {
            Path parent = absolute.getParent();
            return parent == null ? absolute : real(parent).resolve(parent.relativize(absolute));
        }
    }
}
