package dev.freshet.spark;

import dev.freshet.config.ConfigException;
import dev.freshet.config.ConfigProblem;
import dev.freshet.config.MappingNode;
import dev.freshet.config.NearestName;
import dev.freshet.config.ScalarNode;
import dev.freshet.dataset.Credentials;
import dev.freshet.dataset.ExtensionSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The settings of the session in {@code spark.yml}. They are never printed, because values may be secret.
 *
 * @param master the cluster's address, or {@code local[*]}
 * @param isGiven whether the file names the master
 * @param values Spark's own settings by key
 */
public record SessionSettings(String master, boolean isGiven, Map<String, String> values) {
    private static final String MASTER = "master";
    private static final String PREFIX = "spark.";
    private static final String LOCAL = "local[*]";
    private static final List<String> KEYS = List.of(MASTER, "credentials");

    /**
     * Reads the settings, as far as they can be checked without Spark.
     *
     * @throws ConfigException naming every mistake, and no value of credentials
     */
    public static SessionSettings of(ExtensionSettings written) {
        List<ConfigProblem> problems = new ArrayList<>();
        Map<String, String> values = new TreeMap<>();
        written.values().entries().forEach((key, entry) -> read(key, entry, values, problems));
        secrets(written.credentials(), written.values(), values, problems);
        String given = values.remove(MASTER);
        if (given != null && values.containsKey("spark.master")) {
            problems.add(new ConfigProblem(
                    written.values().keyPosition(MASTER), "\"master\" and \"spark.master\" are the same setting"));
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        String own = values.remove("spark.master");
        String master = given != null ? given : own;
        return new SessionSettings(master == null ? LOCAL : master, master != null, Map.copyOf(values));
    }

    private static void read(
            String key, MappingNode.Entry entry, Map<String, String> values, List<ConfigProblem> problems) {
        if (!key.equals(MASTER) && !key.startsWith(PREFIX)) {
            String hint = NearestName.of(key, KEYS)
                    .map(near -> "did you mean \"" + near + "\"?")
                    .orElse("settings of Spark begin with \"spark.\", and \"master\" is the address of the cluster");
            problems.add(new ConfigProblem(entry.key(), "unknown setting \"" + key + "\" of spark.yml; " + hint));
        } else if (entry.value() instanceof ScalarNode value
                && value.kind() != ScalarNode.Kind.NULL
                && !(key.equals(MASTER) && value.text().isBlank())) {
            values.put(key, value.text());
        } else {
            problems.add(new ConfigProblem(entry.value().position(), "\"" + key + "\" must have a value"));
        }
    }

    private static void secrets(
            Credentials credentials, MappingNode file, Map<String, String> values, List<ConfigProblem> problems) {
        for (String key : credentials.keys()) {
            if (key.startsWith(PREFIX)) {
                values.put(key, credentials.get(key).orElseThrow());
            } else {
                problems.add(new ConfigProblem(
                        file.position(),
                        "unknown key \"" + key + "\" of credentials for spark; the keys are settings of Spark, such as"
                                + " \"spark.hadoop.fs.s3a.secret.key\""));
            }
        }
    }

    /** Returns whether Spark runs in this process. */
    boolean isLocal() {
        return master.equals("local") || master.startsWith("local[");
    }

    /** Returns the settings of Hadoop among Spark's, without the prefix. */
    Map<String, String> hadoop() {
        Map<String, String> hadoop = new LinkedHashMap<>();
        values.forEach((key, value) -> {
            if (key.startsWith("spark.hadoop.")) {
                hadoop.put(key.substring("spark.hadoop.".length()), value);
            }
        });
        return hadoop;
    }

    /** Returns the keys only. */
    @Override
    public String toString() {
        return "master " + master + ", " + values.keySet();
    }
}
