package dev.freshet.spark;

import dev.freshet.dataset.Stamp;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.SparkSession;

/**
 * Rows that nodes have cached with {@code Dataset.cache()}. Spark keeps them as long as the session, and uses them in
 * every plan that reads the same paths, even if the files have changed. A process can have several runs.
 */
final class CachedRows {
    /** The stamp of the files when they were last loaded, by path. */
    private static final Map<String, String> LOADED = new ConcurrentHashMap<>();

    private CachedRows() {}

    /**
     * Makes Spark read files again whose rows it may have cached, if they have changed since they were last loaded.
     *
     * @param now the current stamp of the files
     */
    static void dropChanged(SparkSession session, String path, Optional<Stamp> now) {
        String text = now.map(Stamp::text).orElse("");
        if (!text.equals(LOADED.put(path, text))) {
            session.catalog().refreshByPath(path);
        }
    }
}
