package dev.freshet.spark;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Stores a table in a file system in such a way that a save shows all of its files at once. */
interface HadoopTable {
    /** The schemes of file systems that rename a directory in one step; object stores rename object by object. */
    Set<String> RENAMING = Set.of("hdfs", "viewfs", "webhdfs", "swebhdfs", "abfs", "abfss", "ofs", "o3fs");

    static HadoopTable of(FileSystem system, Path table) {
        return RENAMING.contains(String.valueOf(system.getUri().getScheme()).toLowerCase(Locale.ROOT))
                ? new RenamedTable(system, table, Duration.ofSeconds(10))
                : new NumberedTable(system, table);
    }

    /**
     * Returns the directory or file with the rows; empty if there is no table.
     *
     * @throws IOException if the file system cannot be read
     */
    Optional<Path> current() throws IOException;

    /**
     * Starts to replace the table.
     *
     * @throws IOException if nothing can be written
     */
    TableReplacement replace() throws IOException;
}
