package dev.freshet.runtime.dataset;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A path with a star, which stands for the key of a part: {@code data/days/*.csv}. A double star may stand for directories
 * too. Files whose names begin with a dot are no parts.
 */
final class PartitionPath {
    private static final Pattern STARS = Pattern.compile("\\*+");

    private final Path project;
    private final String shown;
    private final String before;
    private final String behind;
    private final boolean isDeep;

    /**
     * Reads it.
     *
     * @throws IllegalArgumentException if it has not one star, or one double star; the message says what is wrong
     */
    PartitionPath(Path project, String shown) {
        Matcher stars = STARS.matcher(shown);
        if (!stars.find() || stars.group().length() > 2) {
            throw new IllegalArgumentException("has too many stars: write * or **");
        }
        this.project = project;
        this.shown = shown;
        before = shown.substring(0, stars.start());
        behind = shown.substring(stars.end());
        isDeep = stars.group().length() == 2;
        if (stars.find()) {
            throw new IllegalArgumentException(
                    "has more than one star, so that nobody knows what the keys of its parts are");
        }
    }

    static boolean isIn(String path) {
        return path.indexOf('*') >= 0;
    }

    String shown() {
        return shown;
    }

    /** The directory that all parts are in, or below. */
    Path directory() {
        return project.resolve(before.substring(0, before.lastIndexOf('/') + 1)).normalize();
    }

    /**
     * The file of a part.
     *
     * @throws IllegalArgumentException if no part can have such a key
     */
    FileLocation locate(String key) {
        boolean isLegal = !key.isEmpty()
                && key.indexOf('\\') < 0
                && key.indexOf('\0') < 0
                && (isDeep || key.indexOf('/') < 0)
                && List.of(key.split("/", -1)).stream().noneMatch(part -> part.isEmpty() || part.startsWith("."));
        if (!isLegal) {
            throw new IllegalArgumentException("\"" + key + "\" cannot be the key of a part of " + shown
                    + ": it must name a file" + (isDeep ? "" : " without directories"));
        }
        String path = before + key + behind;
        return new FileLocation(project.resolve(path), path);
    }

    /** The files that are there, by key. */
    SortedMap<String, FileLocation> list() throws IOException {
        SortedMap<String, FileLocation> found = new TreeMap<>();
        Path directory = directory();
        if (!Files.isDirectory(directory)) {
            return found;
        }
        String prefix = before.substring(before.lastIndexOf('/') + 1);
        Pattern pattern = Pattern.compile(
                Pattern.quote(prefix) + (isDeep ? "(.+)" : "([^/]+)") + Pattern.quote(behind), Pattern.DOTALL);
        int depth = isDeep
                ? Integer.MAX_VALUE
                : 1 + (int) behind.chars().filter(c -> c == '/').count();
        try (Stream<Path> files = Files.walk(directory, depth, FileVisitOption.FOLLOW_LINKS)) {
            files.filter(Files::isRegularFile).forEach(file -> {
                String name = directory
                        .relativize(file)
                        .toString()
                        .replace(file.getFileSystem().getSeparator(), "/");
                Matcher matcher = pattern.matcher(name);
                if (matcher.matches() && !file.getFileName().toString().startsWith(".")) {
                    String key = matcher.group(1);
                    found.put(key, new FileLocation(file, before + key + behind));
                }
            });
        }
        return found;
    }
}
