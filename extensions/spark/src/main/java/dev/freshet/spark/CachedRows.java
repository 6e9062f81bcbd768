package dev.freshet.spark;

import dev.freshet.dataset.Stamp;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.SparkSession;

/**
 * The rows that nodes have cached with {@code Dataset.cache()}. Spark keeps them as long as the session, and gives them
 * to every plan that reads the same paths, whatever is in the files by then. A process can have several runs.
 */
final class CachedRows {
    /** By path, the stamp of the files when they were last loaded. */
    private static final Map<String, String> LOADED = new ConcurrentHashMap<>();

    private CachedRows() {}

    /**
     * Has Spark read files again whose rows it may have cached, if they have changed since they were last loaded.
     *
     * @param now the stamp of the files
     */
    static void dropChanged(SparkSession session, String path, Optional<Stamp> now) {
        String text = now.map(Stamp::text).orElse("");
        if (!text.equals(LOADED.put(path, text))) {
            session.catalog().refreshByPath(path);
        }
    }
}
