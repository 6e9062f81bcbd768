package dev.freshet.dataset.catalog;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path that names its storage, such as {@code s3://bucket/data/flights.csv}. Nothing in it is decoded.
 *
 * @param authority what precedes the key, such as the name of a bucket
 */
record StoragePath(String scheme, String authority, String key) {
    private static final Pattern WITH_SCHEME =
            Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://([^/]*)/?(.*)", Pattern.DOTALL);
    private static final Pattern FILE = Pattern.compile("(?i)file:(.*)", Pattern.DOTALL);

    /** Returns the parts of a path; empty if the path has no scheme, so that it leads to the file system. */
    static Optional<StoragePath> of(String path) {
        Matcher matcher = WITH_SCHEME.matcher(path);
        if (matcher.matches()) {
            return Optional.of(
                    new StoragePath(matcher.group(1).toLowerCase(Locale.ROOT), matcher.group(2), matcher.group(3)));
        }
        Matcher file = FILE.matcher(path);
        return file.matches() ? Optional.of(new StoragePath("file", "", file.group(1))) : Optional.empty();
    }
}
