package dev.freshet.page;

import dev.freshet.runtime.comparison.Cause;
import dev.freshet.runtime.comparison.ComparedNode;
import dev.freshet.runtime.comparison.ComparedNode.Made;
import dev.freshet.runtime.comparison.ComparedRun;
import dev.freshet.runtime.comparison.RunComparison;
import dev.freshet.runtime.graph.GraphDocument;
import dev.freshet.runtime.graph.GraphDocument.Node;
import dev.freshet.runtime.graph.GraphDocument.Use;
import dev.freshet.runtime.graph.GraphViews;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gives documents runs and lineage. */
final class Histories {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private Histories() {}

    /** Three runs of all nodes, each of which read other rates than the one before and took longer. */
    static GraphDocument with(GraphDocument document) {
        List<ComparedRun> runs = List.of(run(document, 3), run(document, 2), run(document, 1));
        List<RunComparison> comparisons = new ArrayList<>();
        for (int before = 1; before < 3; before++) {
            for (int after = 0; after < before; after++) {
                comparisons.add(comparison(document, runs.get(before), runs.get(after)));
            }
        }
        return document.with(new GraphViews(runs, comparisons, lineage(document), List.of()));
    }

    private static RunComparison comparison(GraphDocument document, ComparedRun before, ComparedRun after) {
        String last = document.nodes().get(document.nodes().size() - 1).name();
        List<String> names = document.nodes().stream().map(Node::name).toList();
        List<Cause> causes = List.of(
                new Cause(Cause.Kind.CODE, "constant " + last + " changed, Rates.java:7", names),
                new Cause(
                        Cause.Kind.PARAMETER, "parameter limit " + before.run() + " -> " + after.run(), List.of(last)));
        return new RunComparison(before, after, causes, List.of(), List.of(), List.of(last));
    }

    private static ComparedRun run(GraphDocument document, int number) {
        List<ComparedNode> nodes = new ArrayList<>();
        for (Node node : document.nodes()) {
            Map<String, String> outputs = new LinkedHashMap<>();
            Map<String, Long> rows = new LinkedHashMap<>();
            for (Use use : node.outputs()) {
                outputs.put(use.dataset(), "xxh3:" + number + "123456789abcdef");
                rows.put(use.dataset(), 100L * number);
            }
            nodes.add(new ComparedNode(
                    node.name(),
                    "succeeded",
                    Optional.of(Duration.ofMillis(100L * number * nodes.size() + 10)),
                    node.name().equals("tell") ? partitions(number) : List.of(),
                    Optional.of(new Made("code", "links", Map.of(), Map.of(), outputs, Map.of(), rows, rows))));
        }
        return new ComparedRun(
                "run" + number,
                "Shop",
                "local",
                NOON.plusSeconds(60L * number),
                Duration.ofSeconds(number),
                number == 2 ? "failed" : "succeeded",
                "ana",
                "ci-7",
                "abcdef0" + number,
                number == 2,
                "",
                "OpenJDK 17",
                "Linux amd64",
                nodes);
    }

    /** All partitions of two outputs, and later some of one. */
    private static List<ComparedNode.Partitions> partitions(int run) {
        return run < 3
                ? List.of(new ComparedNode.Partitions("x", 9, 0, 0), new ComparedNode.Partitions("y", 9, 0, 0))
                : List.of(new ComparedNode.Partitions("x", 1, 7, 2));
    }

    /** Each node made its outputs once, in the order of the nodes. */
    private static Map<String, Object> lineage(GraphDocument document) {
        Map<String, Integer> makers = new LinkedHashMap<>();
        List<List<Integer>> readers = new ArrayList<>();
        List<Object> steps = new ArrayList<>();
        Map<String, List<Integer>> readersOf = new LinkedHashMap<>();
        for (Node node : document.nodes()) {
            int number = steps.size();
            readers.add(new ArrayList<>());
            Map<String, Object> inputs = new LinkedHashMap<>();
            for (Use use : node.inputs()) {
                readersOf
                        .computeIfAbsent(use.dataset(), unread -> new ArrayList<>())
                        .add(number);
                Integer maker = makers.get(use.dataset());
                inputs.put(
                        use.dataset(),
                        maker == null
                                ? Map.of("version", "xxh3:00ff", "origin", "read from " + use.dataset())
                                : Map.of("version", "xxh3:00ff", "step", maker));
                if (maker != null) {
                    readers.get(maker).add(number);
                }
            }
            Map<String, Object> outputs = new LinkedHashMap<>();
            node.outputs().forEach(use -> {
                outputs.put(use.dataset(), "xxh3:00ff");
                makers.put(use.dataset(), number);
            });
            Map<String, Object> step = new LinkedHashMap<>();
            step.put("node", node.name());
            step.put("finished", NOON.toString());
            step.put("duration", "PT1M2.5S");
            step.put("code", "c0de".repeat(16));
            step.put("parameters", Map.of("of " + node.name(), "\"***\""));
            step.put("accepted", false);
            step.put("latest", true);
            step.put("run", Map.of("run", "0123456789", "user", "ana", "host", "ci-7"));
            step.put("inputs", inputs);
            step.put("outputs", outputs);
            step.put("readers", readers.get(number));
            steps.add(step);
        }
        return Map.of("datasets", datasets(document, makers, readersOf), "isCut", false, "steps", steps);
    }

    private static List<Object> datasets(
            GraphDocument document, Map<String, Integer> makers, Map<String, List<Integer>> readersOf) {
        List<Object> datasets = new ArrayList<>();
        document.datasets().stream()
                .filter(each -> !each.name().startsWith("params:"))
                .forEach(each -> {
                    Map<String, Object> dataset = new LinkedHashMap<>();
                    dataset.put("dataset", each.name());
                    dataset.put("version", "xxh3:00ff");
                    Integer maker = makers.get(each.name());
                    if (maker == null) {
                        dataset.put("origin", "read from " + each.name());
                    } else {
                        dataset.put("maker", maker);
                    }
                    dataset.put("readers", readersOf.getOrDefault(each.name(), List.of()));
                    datasets.add(dataset);
                });
        return datasets;
    }
}
