package dev.freshet.runtime.timing;

import dev.freshet.runtime.timing.Activity.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Writes and reads the times of a run in its report, {@code runs/<id>.json} of the state. Reports of schema 1 have
 * none.
 */
public final class TimesJson {
    /** The version of the form of reports. */
    public static final int SCHEMA = 2;

    private static final String ACTIVITIES = "activities";

    private TimesJson() {}

    /** Puts times into the report of a run, whose nodes have their names under "node". */
    public static void put(RunTimes times, Map<String, Object> report, List<Map<String, Object>> nodes) {
        Map<String, List<Map<String, Object>>> byNode = new LinkedHashMap<>();
        for (Activity each : times.activities()) {
            byNode.computeIfAbsent(each.node(), name -> new ArrayList<>()).add(json(each));
        }
        for (Map<String, Object> node : nodes) {
            List<Map<String, Object>> activities = byNode.get(String.valueOf(node.get("node")));
            if (activities != null) {
                node.put(ACTIVITIES, activities);
            }
        }
        Map<String, Object> timing = new LinkedHashMap<>();
        timing.put("nanoseconds", times.total());
        timing.put("slots", times.slots());
        timing.put("capacities", new TreeMap<>(times.capacities()));
        report.put("timing", timing);
    }

    private static Map<String, Object> json(Activity activity) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", activity.kind().word());
        if (!activity.dataset().isEmpty()) {
            json.put("dataset", activity.dataset());
        }
        if (activity.tried() > 0) {
            json.put("tried", activity.tried());
            json.put("ready", activity.ready());
        }
        json.put("start", activity.start());
        json.put("end", activity.end());
        return json;
    }

    /** Returns the times in the report of a run; empty if it has none, or their form is unknown. */
    public static Optional<RunTimes> read(Map<String, Object> report) {
        if (!(report.get("schema") instanceof Number schema)
                || schema.intValue() != SCHEMA
                || !(report.get("timing") instanceof Map<?, ?> timing)
                || !(report.get("nodes") instanceof List<?> nodes)) {
            return Optional.empty();
        }
        try {
            Map<String, Double> capacities = new TreeMap<>();
            ((Map<?, ?>) required(timing, "capacities"))
                    .forEach((name, amount) -> capacities.put((String) name, ((Number) amount).doubleValue()));
            List<Activity> activities = new ArrayList<>();
            for (Object node : nodes) {
                read((Map<?, ?>) node, activities);
            }
            activities.sort(Comparator.comparingLong(Activity::start).thenComparing(Activity::node));
            return Optional.of(new RunTimes(
                    number(timing, "nanoseconds"), (int) number(timing, "slots"), capacities, List.copyOf(activities)));
        } catch (ClassCastException | IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }

    private static void read(Map<?, ?> node, List<Activity> to) {
        for (Object each : node.get(ACTIVITIES) instanceof List<?> all ? all : List.of()) {
            Map<?, ?> json = (Map<?, ?>) each;
            long start = number(json, "start");
            to.add(new Activity(
                    kind((String) required(json, "kind")),
                    (String) required(node, "node"),
                    json.get("dataset") instanceof String dataset ? dataset : "",
                    json.containsKey("tried") ? (int) number(json, "tried") : 0,
                    json.containsKey("ready") ? number(json, "ready") : start,
                    start,
                    number(json, "end")));
        }
    }

    private static Kind kind(String word) {
        for (Kind kind : Kind.values()) {
            if (kind.word().equals(word)) {
                return kind;
            }
        }
        throw new IllegalArgumentException(word);
    }

    private static Object required(Map<?, ?> json, String key) {
        Object value = json.get(key);
        if (value == null) {
            throw new IllegalArgumentException(key);
        }
        return value;
    }

    private static long number(Map<?, ?> json, String key) {
        return ((Number) required(json, key)).longValue();
    }
}
