package dev.freshet.spark;

import dev.freshet.config.NearestName;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.internal.config.ConfigEntry;
import org.apache.spark.sql.internal.SQLConf;

/** The names of Spark's settings. */
public final class SparkKeys {
    private static final String OF_RUNNER = "spark.freshet.";

    private SparkKeys() {}

    /**
     * Returns the setting of Spark that a similar name probably means; empty for other names, which may belong to
     * plugins.
     */
    public static Optional<String> meant(String key) {
        Set<String> known = known();
        return known.contains(key) || isOpen(key) ? Optional.empty() : NearestName.of(key, known);
    }

    private static boolean isOpen(String key) {
        return key.startsWith("spark.hadoop.") || key.startsWith("spark.executorEnv.") || key.startsWith(OF_RUNNER);
    }

    private static Set<String> known() {
        Set<String> known = new TreeSet<>();
        // Loading these Scala objects registers their settings.
        SQLConf.get();
        org.apache.spark.internal.config.package$.MODULE$.DRIVER_MEMORY();
        for (ConfigEntry<?> entry : ConfigEntry.listAllEntries()) {
            known.add(entry.key());
        }
        return known;
    }
}
