package dev.freshet.spark;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;

/** Starts the session of this process on first use. Thread-safe. */
final class SparkSessions {
    private static final int CONNECT_MILLIS = 10_000;
    private static final String STANDALONE = "spark://";

    private SparkSessions() {}

    /**
     * Returns the session that the program has started, otherwise a new one with these settings, which lives as long as
     * the process.
     *
     * @throws IllegalStateException if the session cannot be started; the message is one line
     */
    static SparkSession get(SessionSettings settings) {
        // Datasets are loaded on several threads, and a second context cannot be started in a process.
        synchronized (SparkSessions.class) {
            scala.Option<SparkSession> active = SparkSession.getDefaultSession();
            if (active.isDefined() && isAlive(active.get())) {
                return active.get();
            }
            requireSettings(settings);
            if (!SharedContext.start()) {
                requireMaster(settings.master());
            }
            return start(settings);
        }
    }

    private static boolean isAlive(SparkSession session) {
        return !session.sparkContext().isStopped();
    }

    private static SparkSession start(SessionSettings settings) {
        SparkSession.Builder builder = SparkSession.builder().appName("freshet").master(settings.master());
        defaults(settings).forEach(builder::config);
        settings.values().forEach(builder::config);
        try {
            return builder.getOrCreate();
        } catch (RuntimeException | LinkageError e) {
            throw new IllegalStateException(failure(settings, e), e);
        }
    }

    private static Map<String, String> defaults(SessionSettings settings) {
        Map<String, String> defaults = new TreeMap<>();
        defaults.put("spark.log.level", "WARN");
        defaults.put("spark.ui.showConsoleProgress", "false");
        if (settings.isLocal()) {
            defaults.put("spark.ui.enabled", "false");
            defaults.put("spark.driver.host", "127.0.0.1");
            defaults.put("spark.driver.bindAddress", "127.0.0.1");
        }
        return defaults;
    }

    private static String failure(SessionSettings settings, Throwable failure) {
        String java = System.getProperty("java.specification.version");
        if (failure instanceof LinkageError || failure.getCause() instanceof LinkageError) {
            return "Spark cannot be started on Java " + java + ": " + SparkErrors.describe(failure)
                    + "; Spark 4.2 needs Java 17 or later, and all its jars in one version";
        }
        return "Spark cannot be started with master " + settings.master() + ": " + SparkErrors.describe(failure);
    }

    /**
     * Checks the keys of settings. A key that is similar to one of Spark's is a mistake. Other keys may belong to
     * plugins of Spark.
     */
    static void requireSettings(SessionSettings settings) {
        for (String key : settings.values().keySet()) {
            Optional<String> near = SparkKeys.meant(key);
            if (near.isPresent()) {
                throw new IllegalStateException(
                        "spark.yml: Spark has no setting \"" + key + "\"; did you mean \"" + near.get() + "\"?");
            }
        }
    }

    /**
     * Checks that a master can be reached. Otherwise, Spark would try for a minute, and then report that the context
     * was stopped.
     *
     * @throws IllegalStateException if nothing listens at the address
     */
    static void requireMaster(String master) {
        if (!master.startsWith(STANDALONE)) {
            return;
        }
        List<String> failures = new ArrayList<>();
        for (String address : master.substring(STANDALONE.length()).split(",")) {
            int colon = address.lastIndexOf(':');
            try (Socket socket = new Socket()) {
                String host = colon < 0 ? address : address.substring(0, colon);
                int port = colon < 0 ? 7077 : Integer.parseInt(address.substring(colon + 1));
                socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
                return;
            } catch (IOException | IllegalArgumentException e) {
                failures.add(address + ": " + reason(e));
            }
        }
        throw new IllegalStateException("no Spark master can be reached at " + master + " ("
                + String.join("; ", failures) + "); correct \"master\" in spark.yml, or start it");
    }

    private static String reason(Exception failure) {
        return failure instanceof java.net.UnknownHostException
                ? "the host is unknown"
                : String.valueOf(failure.getMessage());
    }
}
