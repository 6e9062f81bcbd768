package dev.freshet.runtime.run.session;

import dev.freshet.runtime.comparison.ComparedNode;
import dev.freshet.runtime.comparison.ComparedNode.Made;
import dev.freshet.runtime.comparison.ComparedRun;
import dev.freshet.runtime.state.NodeRecord;
import dev.freshet.runtime.state.Version;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the report of a run. Reports of earlier versions have less about each node. */
final class ReportedRun {
    private final Map<String, Object> report;

    /** Finds the results of an earlier run. */
    interface Earlier {
        /** Returns what a node's results in a run were made from; empty if that is no longer known. */
        Optional<Made> made(String node, String run);
    }

    ReportedRun(Map<String, Object> report) {
        this.report = report;
    }

    String id() {
        return text(report, "run");
    }

    /** Returns the name of the pipeline's class, which no other pipeline has. */
    String pipeline() {
        return text(report, "class");
    }

    String environment() {
        return text(report, "environment");
    }

    /** Returns what is known about the run; empty if the report is damaged. */
    Optional<ComparedRun> read(Earlier earlier) {
        try {
            List<ComparedNode> nodes = new ArrayList<>();
            for (Object node : report.get("nodes") instanceof List<?> all ? all : List.of()) {
                nodes.add(node((Map<?, ?>) node, earlier));
            }
            Map<?, ?> git = map(report, "git");
            return Optional.of(new ComparedRun(
                    id(),
                    pipeline(),
                    environment(),
                    Instant.parse(text(report, "start")),
                    Duration.parse(text(report, "duration")),
                    text(report, "outcome"),
                    text(report, "user"),
                    text(report, "host"),
                    text(git, "commit"),
                    Boolean.TRUE.equals(git.get("dirty")),
                    text(report, "job"),
                    text(report, "java"),
                    text(report, "os"),
                    List.copyOf(nodes)));
        } catch (ClassCastException | DateTimeException damaged) {
            return Optional.empty();
        }
    }

    private ComparedNode node(Map<?, ?> node, Earlier earlier) {
        String name = text(node, "node");
        String made = text(node, "madeBy");
        String ran = text(node, "duration");
        return new ComparedNode(
                name,
                text(node, "outcome"),
                ran.isEmpty() ? Optional.empty() : Optional.of(Duration.parse(ran)),
                partitions(node),
                made.isEmpty() ? made(node) : earlier.made(name, made));
    }

    private static List<ComparedNode.Partitions> partitions(Map<?, ?> node) {
        List<ComparedNode.Partitions> partitions = new ArrayList<>();
        for (Object output : node.get("partitions") instanceof List<?> all ? all : List.of()) {
            // Reports of earlier versions have another list under this name.
            if (output instanceof Map<?, ?> counts && counts.get("dataset") instanceof String dataset) {
                partitions.add(new ComparedNode.Partitions(
                        dataset, number(counts, "made"), number(counts, "kept"), number(counts, "removed")));
            }
        }
        return partitions;
    }

    private static long number(Map<?, ?> map, String key) {
        return map.get(key) instanceof Number number ? number.longValue() : 0;
    }

    /** Returns what a node's results were made from, if the node ran in this run. */
    Optional<Made> made(String name) {
        for (Object node : report.get("nodes") instanceof List<?> all ? all : List.of()) {
            if (node instanceof Map<?, ?> map && text(map, "node").equals(name)) {
                return made(map);
            }
        }
        return Optional.empty();
    }

    private Optional<Made> made(Map<?, ?> node) {
        return node.get("code") instanceof String code
                ? Optional.of(new Made(
                        code,
                        text(report, "links"),
                        texts(node, "parameters"),
                        texts(node, "inputs"),
                        texts(node, "outputs"),
                        texts(node, "declarations"),
                        numbers(node, "rows"),
                        numbers(node, "bytes")))
                : Optional.empty();
    }

    /** Returns what a result was made from, by its state entry. */
    static Made made(NodeRecord record) {
        return new Made(
                record.code(),
                record.links(),
                record.parameters(),
                Version.texts(record.inputs()),
                Version.texts(record.outputs()),
                record.declarations(),
                Map.of(),
                Map.of());
    }

    private static String text(Map<?, ?> map, String key) {
        return map.get(key) instanceof String text ? text : "";
    }

    private static Map<?, ?> map(Map<?, ?> map, String key) {
        return map.get(key) instanceof Map<?, ?> inner ? inner : Map.of();
    }

    private static Map<String, String> texts(Map<?, ?> node, String key) {
        Map<String, String> texts = new LinkedHashMap<>();
        map(node, key).forEach((name, text) -> texts.put((String) name, (String) text));
        return texts;
    }

    private static Map<String, Long> numbers(Map<?, ?> node, String key) {
        Map<String, Long> numbers = new LinkedHashMap<>();
        map(node, key).forEach((name, number) -> numbers.put((String) name, ((Number) number).longValue()));
        return numbers;
    }
}
