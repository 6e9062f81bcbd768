package dev.freshet.spark.runner;

import dev.freshet.config.NearestName;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The legal values of the settings on which the runner relies. */
final class SettingRules {
    private static final String OWN = "spark.freshet.";
    private static final Rule SECONDS = new Rule("a number of seconds from 1", SettingRules::isCount);
    private static final Rule COUNT = new Rule("a whole number from 1", SettingRules::isCount);
    private static final Rule SIZE = new Rule(
            "a size, such as 512m or 4g", text -> MemorySize.bytes(text).isPresent());
    private static final Rule ANY = new Rule("a text", text -> true);
    private static final Rule PATTERN = new Rule("a regular expression", SettingRules::isPattern);
    private static final Map<String, Rule> OF_RUNNER = new LinkedHashMap<>();
    private static final Map<String, Rule> OF_SPARK = Map.of(
            SparkSettings.EXECUTOR_CORES, COUNT,
            SparkSettings.CORES_MAX, COUNT,
            SparkSettings.INSTANCES, COUNT,
            SparkSettings.TASK_CPUS, COUNT);

    static {
        OF_RUNNER.put(SparkSettings.WORKER_MEMORY, SIZE);
        OF_RUNNER.put(SparkSettings.WORKER_OPTIONS, ANY);
        OF_RUNNER.put(SparkSettings.SHARED, ANY);
        OF_RUNNER.put(SparkSettings.LEFT_OUT, PATTERN);
        OF_RUNNER.put(SparkSettings.EXECUTOR_WAIT, SECONDS);
        OF_RUNNER.put(SparkSettings.SILENCE, SECONDS);
    }

    private record Rule(String wanted, Predicate<String> holds) {}

    private SettingRules() {}

    /** Returns the settings to check: the given ones, and those of system properties. */
    static Set<String> keys(Collection<String> given) {
        Set<String> keys = new TreeSet<>(given);
        System.getProperties().stringPropertyNames().stream()
                .filter(key -> key.startsWith(OWN) || OF_SPARK.containsKey(key))
                .forEach(keys::add);
        return keys;
    }

    /** Returns what is wrong with a setting; empty if nothing is. */
    static Optional<String> mistake(String key, Optional<String> value) {
        Rule rule = key.startsWith(OWN) ? OF_RUNNER.get(key) : OF_SPARK.getOrDefault(key, ANY);
        if (rule == null) {
            return Optional.of("the runner for Spark has no setting \"" + key + "\"; "
                    + NearestName.hint(key, OF_RUNNER.keySet()));
        }
        return value.filter(text -> !rule.holds().test(text))
                .map(text -> "\"" + key + "\" must be " + rule.wanted() + ", not \"" + text + "\"");
    }

    private static boolean isCount(String text) {
        return text.matches("[1-9]\\d{0,8}");
    }

    private static boolean isPattern(String text) {
        try {
            Pattern.compile(text);
            return true;
        } catch (PatternSyntaxException e) {
            return false;
        }
    }
}
