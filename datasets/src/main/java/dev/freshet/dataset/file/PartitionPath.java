package dev.freshet.dataset.file;

import dev.freshet.dataset.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path with a star, which stands for the key of a partition: {@code data/days/*.csv}. The key for a double star can
 * contain directories. Files whose names begin with a dot are not partitions.
 */
public final class PartitionPath {
    private static final Pattern STARS = Pattern.compile("\\*+");

    private final FileLocation all;
    private final String before;
    private final String behind;
    private final String shownBefore;
    private final boolean isDeep;

    /** @param all the location of all partitions; its path must be legal, see {@link #problem} */
    public PartitionPath(FileLocation all) {
        this.all = all;
        Matcher stars = STARS.matcher(all.key());
        if (!stars.find()) {
            throw new IllegalArgumentException(all.key());
        }
        before = all.key().substring(0, stars.start());
        behind = all.key().substring(stars.end());
        isDeep = stars.end() - stars.start() == 2;
        shownBefore = all.shown().substring(0, all.shown().indexOf('*'));
    }

    public static boolean isIn(String path) {
        return path.indexOf('*') >= 0;
    }

    /** Returns what is wrong with a path that has stars; empty if it is legal. */
    public static String problem(String path) {
        List<String> stars =
                STARS.matcher(path).results().map(result -> result.group()).toList();
        if (stars.size() > 1) {
            return "has more than one star, so the keys of its partitions are ambiguous";
        }
        return stars.get(0).length() > 2 ? "has too many stars: write * or **" : "";
    }

    FileLocation all() {
        return all;
    }

    /**
     * Returns the file of a partition.
     *
     * @throws IllegalArgumentException if the key is not legal
     */
    FileLocation locate(String key) {
        boolean isLegal = !key.isEmpty()
                && key.indexOf('\\') < 0
                && key.indexOf('\0') < 0
                && (isDeep || key.indexOf('/') < 0)
                && List.of(key.split("/", -1)).stream()
                        .noneMatch(partition -> partition.isEmpty() || partition.startsWith("."));
        if (!isLegal) {
            throw new IllegalArgumentException("\"" + key + "\" cannot be the key of a partition of " + all.shown()
                    + ": it must name a file" + (isDeep ? "" : " without directories"));
        }
        return new FileLocation(all.storage(), before + key + behind, shownBefore + key + behind);
    }

    /** Returns whether the dataset exists. In storages that have directories, it exists if its directory does. */
    boolean exists() {
        String directory = before.substring(0, before.lastIndexOf('/') + 1);
        return all.storage().path(directory).map(Files::isDirectory).orElse(true);
    }

    /** Returns the existing partitions by key. */
    SortedMap<String, Storage.Entry> list() throws IOException {
        Pattern pattern = Pattern.compile(
                Pattern.quote(before) + (isDeep ? "(.+)" : "([^/]+)") + Pattern.quote(behind), Pattern.DOTALL);
        SortedMap<String, Storage.Entry> found = new TreeMap<>();
        for (Storage.Entry entry : all.storage().list(before)) {
            String path = entry.key().replace('\\', '/');
            Matcher matcher = pattern.matcher(path);
            if (matcher.matches() && !path.substring(path.lastIndexOf('/') + 1).startsWith(".")) {
                found.put(matcher.group(1), entry);
            }
        }
        return found;
    }

    /** Creates the directory of the partitions if it does not exist. */
    void prepare() throws IOException {
        Path directory = all.storage()
                .path(before.substring(0, before.lastIndexOf('/') + 1))
                .orElse(null);
        if (directory != null) {
            Files.createDirectories(directory);
        }
    }
}
