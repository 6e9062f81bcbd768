package dev.freshet.runtime.cli.text;

import dev.freshet.config.VisibleText;
import dev.freshet.runtime.cli.terminal.Colours;
import dev.freshet.runtime.cli.terminal.Columns;
import dev.freshet.runtime.cli.terminal.Table;
import dev.freshet.runtime.cli.terminal.Who;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Formats the report of a run, as it was read from its file. */
public final class RunReportText {
    /** The largest number of partitions that are named for an output. */
    private static final int MOST_KEYS = 10;

    private final Map<String, Object> report;

    public RunReportText(Map<String, Object> report) {
        this.report = report;
    }

    private String text(String key) {
        return text(report, key);
    }

    private static String text(Map<?, ?> map, String key) {
        Object value = map.get(key);
        return value == null ? "" : String.valueOf(value);
    }

    private static Map<?, ?> map(Map<?, ?> map, String key) {
        return map.get(key) instanceof Map<?, ?> inner ? inner : Map.of();
    }

    private static List<?> list(Map<?, ?> map, String key) {
        return map.get(key) instanceof List<?> list ? list : List.of();
    }

    public String id() {
        return text("run");
    }

    /** Returns the run as an entry of the list of runs. */
    public Map<String, Object> entry() {
        Map<?, ?> git = map(report, "git");
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("run", id());
        entry.put("pipeline", text("class"));
        entry.put("environment", text("environment"));
        entry.put("started", text("start"));
        entry.put("user", text("user"));
        entry.put("host", text("host"));
        entry.put("commit", text(git, "commit"));
        entry.put("dirty", Boolean.TRUE.equals(git.get("dirty")));
        entry.put("job", text("job"));
        entry.put("nodes", succeeded());
        entry.put("duration", text("duration"));
        entry.put("outcome", text("outcome"));
        return entry;
    }

    private List<String> succeeded() {
        List<String> names = new ArrayList<>();
        for (Object node : list(report, "nodes")) {
            if (node instanceof Map<?, ?> map && text(map, "outcome").equals("succeeded")) {
                names.add(text(map, "node"));
            }
        }
        return names;
    }

    /** Returns all that people want to know: when, who, each node with its reason, versions, places and warnings. */
    public List<String> lines(Colours colours) {
        Map<?, ?> git = map(report, "git");
        String commit = Who.commit(text(git, "commit"), Boolean.TRUE.equals(git.get("dirty")));
        List<String> head = new ArrayList<>();
        head.add("run " + id() + " of " + text("class") + " (" + text("environment") + "): " + text("outcome"));
        head.add("started " + Who.time(Instant.parse(text("start"))) + ", took "
                + Columns.time(Duration.parse(text("duration"))) + ", by " + Who.where(text("user"), text("host"))
                + (commit.isEmpty() ? "" : ", commit " + commit));
        List<List<String>> rows = new ArrayList<>();
        for (Object node : list(report, "nodes")) {
            addRows((Map<?, ?>) node, rows);
        }
        List<String> rest = new ArrayList<>();
        for (Object node : list(report, "nodes")) {
            map((Map<?, ?>) node, "outputs")
                    .forEach((name, version) -> rest.add("made " + name + ", version " + version));
            list((Map<?, ?>) node, "partitions").forEach(output -> rest.add(partitions((Map<?, ?>) output)));
        }
        map(report, "saved").forEach((name, place) -> rest.add("saved " + name + " to " + place));
        list(report, "warnings").forEach(warning -> rest.add("warning: " + warning));
        List<String> lines = new ArrayList<>();
        head.forEach(line -> lines.add(VisibleText.line(line)));
        lines.addAll(Table.lines(rows, 1, colours));
        rest.forEach(line -> lines.add(VisibleText.line(line)));
        return lines;
    }

    private static List<String> failedPartitions(Map<?, ?> node) {
        List<String> lines = new ArrayList<>();
        for (Object each : list(node, "failedPartitions")) {
            Map<?, ?> partition = (Map<?, ?>) each;
            String cause = text(partition, "cause").lines().findFirst().orElse("");
            lines.add("partition \"" + text(partition, "partition") + "\": " + cause);
        }
        return lines;
    }

    /** Returns a line such as {@code partitions of sizes: 2 made (a, b), 3 kept, 1 removed (c)}. */
    private static String partitions(Map<?, ?> output) {
        List<String> parts = new ArrayList<>();
        for (String done : List.of("made", "kept", "removed")) {
            String number = text(output, done);
            if (!number.equals("0")) {
                parts.add(number + " " + done + keys(list(output, done + "Keys"), Integer.parseInt(number)));
            }
        }
        return "partitions of " + text(output, "dataset") + ": "
                + (parts.isEmpty() ? "none" : String.join(", ", parts));
    }

    private static String keys(List<?> known, int number) {
        if (known.isEmpty()) {
            return "";
        }
        List<String> shown =
                known.stream().limit(MOST_KEYS).map(String::valueOf).toList();
        int more = number - shown.size();
        return " (" + String.join(", ", shown) + (more > 0 ? " and " + more + " more" : "") + ")";
    }

    /** Adds a row for a node with its first reason, and a row for each other reason. */
    private static void addRows(Map<?, ?> node, List<List<String>> rows) {
        List<String> why = new ArrayList<>();
        list(node, "reasons").forEach(reason -> why.add(String.valueOf(reason)));
        boolean isOfPartitions = !list(node, "failedPartitions").isEmpty();
        for (String key : List.of("cause", "why")) {
            if (!text(node, key).isEmpty() && !isOfPartitions) {
                why.add(0, text(node, key).lines().findFirst().orElse(""));
            }
        }
        // The first change of a node that is kept back is also why it is.
        List<?> changes = list(node, "changes");
        if (!changes.isEmpty()) {
            why.clear();
            changes.forEach(change -> why.add(String.valueOf(change)));
        }
        why.addAll(0, failedPartitions(node));
        if (!text(node, "by").isEmpty()) {
            why.add("needs " + text(node, "by"));
        }
        String duration = text(node, "duration");
        rows.add(List.of(
                text(node, "node"),
                text(node, "outcome"),
                duration.isEmpty() ? "" : Columns.time(Duration.parse(duration)),
                why.isEmpty() ? "" : why.get(0)));
        why.stream().skip(1).forEach(other -> rows.add(List.of("", "", "", other)));
    }
}
