package dev.freshet.spark;

import java.time.Instant;
import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * A file with rows of a table.
 *
 * @param directory its directory in the table, with a slash at the end; empty for the table's own
 * @param name its name
 * @param mark what the file system reports about the content; it changes whenever the content does
 * @param modified when the content last changed; {@link Instant#EPOCH} if the mark alone shows every change
 */
record TableFile(String directory, String name, String mark, Instant modified) {
    /** The random part of Spark's file names, and the number of the task that wrote the rows. */
    private static final Pattern RANDOM =
            Pattern.compile("part-\\d+-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}([-.].*)?");

    static final Comparator<TableFile> BY_PATH = Comparator.comparing(TableFile::path);

    String path() {
        return directory + name;
    }

    /**
     * Returns the name without the parts that change with each save. The task numbers do not matter, since Spark reads
     * the files of a table in the order of their sizes.
     */
    String lastingName() {
        return RANDOM.matcher(name).replaceFirst("part$1");
    }

    /** Returns whether Spark ignores files with a name, and all files in a directory with that name. */
    static boolean isHidden(String name) {
        return (name.startsWith("_") && !name.contains("=")) || name.startsWith(".") || name.endsWith("._COPYING_");
    }
}
