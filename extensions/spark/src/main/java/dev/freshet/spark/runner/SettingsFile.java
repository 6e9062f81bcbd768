package dev.freshet.spark.runner;

import dev.freshet.config.ConfigException;
import dev.freshet.config.ConfigNode;
import dev.freshet.config.ConfigProblem;
import dev.freshet.config.MappingNode;
import dev.freshet.config.Position;
import dev.freshet.dataset.ExtensionSettings;
import dev.freshet.spark.SessionSettings;
import dev.freshet.spark.SparkKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The settings of the runner in {@code spark.yml}: those of the session, which also apply to the runner, and those that
 * begin with {@code spark.freshet.}. They are never printed, because values may be secret.
 */
final class SettingsFile {
    private static final String MASTER = "master";

    private final MappingNode written;
    private final SessionSettings session;

    private SettingsFile(MappingNode written, SessionSettings session) {
        this.written = written;
        this.session = session;
    }

    /** @throws ConfigException naming every mistake that can be found without Spark */
    static SettingsFile of(ExtensionSettings settings) {
        return new SettingsFile(settings.values(), SessionSettings.of(settings));
    }

    /**
     * Returns the settings of a run. The program's settings override those of the file.
     *
     * @param master the address that the program or the command line names
     * @throws ConfigException naming every mistake, with its position
     */
    SparkSettings merged(Optional<SparkMaster> master, Map<String, String> program) {
        Map<String, String> all = new TreeMap<>(session.values());
        all.putAll(program);
        List<ConfigProblem> problems = new ArrayList<>();
        for (String key : SettingRules.keys(all.keySet())) {
            SettingRules.mistake(key, SparkSettings.find(all, key))
                    .ifPresent(mistake -> problems.add(new ConfigProblem(place(key, program), mistake)));
        }
        SparkMaster used = master.or(() -> own(problems)).orElse(null);
        if (used == null && problems.isEmpty()) {
            problems.add(new ConfigProblem(
                    written.position(),
                    "the runner for Spark needs the address of a cluster: name it as in --runner"
                            + " spark:spark://host:7077, or as \"master\" in spark.yml"));
        }
        if (used == null || !problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return new SparkSettings(used, all);
    }

    private Optional<SparkMaster> own(List<ConfigProblem> problems) {
        if (!session.isGiven()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new SparkMaster(session.master()));
        } catch (IllegalArgumentException e) {
            problems.add(new ConfigProblem(
                    position(written.get(MASTER).isPresent() ? MASTER : "spark.master"),
                    String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }

    private Position place(String key, Map<String, String> program) {
        if (System.getProperty(key) != null) {
            return Position.of("-D" + key);
        }
        return program.containsKey(key) ? Position.of("SparkRunner.set") : position(key);
    }

    private Position position(String key) {
        return written.get(key).map(ConfigNode::position).orElse(written.keyPosition(key));
    }

    /** Returns the mistakes in the names of Spark's own settings. This needs the classes of Spark. */
    List<ConfigProblem> unknown() {
        List<ConfigProblem> problems = new ArrayList<>();
        for (String key : session.values().keySet()) {
            SparkKeys.meant(key)
                    .ifPresent(near -> problems.add(new ConfigProblem(
                            written.keyPosition(key),
                            "Spark has no setting \"" + key + "\"; did you mean \"" + near + "\"?")));
        }
        return problems;
    }
}
