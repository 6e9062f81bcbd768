package dev.freshet.page;

import dev.freshet.runtime.graph.GraphDocument;
import dev.freshet.runtime.graph.GraphDocument.Code;
import dev.freshet.runtime.graph.GraphDocument.Dataset;
import dev.freshet.runtime.graph.GraphDocument.LastRun;
import dev.freshet.runtime.graph.GraphDocument.LastTimes;
import dev.freshet.runtime.graph.GraphDocument.Node;
import dev.freshet.runtime.graph.GraphDocument.Options;
import dev.freshet.runtime.graph.GraphDocument.State;
import dev.freshet.runtime.graph.GraphDocument.Status;
import dev.freshet.runtime.graph.GraphDocument.Storage;
import dev.freshet.runtime.graph.GraphDocument.Use;
import dev.freshet.runtime.timing.Activity;
import dev.freshet.runtime.timing.Activity.Kind;
import dev.freshet.runtime.timing.CriticalPath.Segment;
import dev.freshet.runtime.timing.RunTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** Builds documents. */
final class Graphs {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final long MILLI = 1_000_000;

    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, String> producers = new LinkedHashMap<>();
    private final Map<String, List<String>> readers = new LinkedHashMap<>();
    private String rerun = "WHEN_CHANGED";

    /** What a small shop makes of its orders. */
    static GraphDocument shop() {
        return new Graphs()
                .node("eu.clean", State.UP_TO_DATE, List.of("eu.orders", "params:limit"), List.of("eu.cleaned"))
                .node("eu.rate", State.RUN, List.of("eu.cleaned", "rates"), List.of("eu.rated"))
                .node("us.clean", State.UP_TO_DATE, List.of("us.orders", "params:limit"), List.of("us.cleaned"))
                .node("us.rate", State.MAYBE, List.of("us.cleaned", "rates"), List.of("us.rated"))
                .node("join", State.IN_MEMORY, List.of("eu.rated", "us.rated"), List.of("sales"))
                .node("report", State.RUN, List.of("sales"), List.of("report_html"))
                .node("forecast", State.MAYBE, List.of("sales", "params:horizon"), List.of("forecast_csv"))
                .node("tell", State.RUN, List.of("report_html"), List.of())
                .build("Shop");
    }

    /** A chain of nodes with these names, whose datasets, tags and reasons have them too. */
    static GraphDocument chain(List<String> names) {
        Graphs graph = new Graphs();
        String before = "";
        for (String name : names) {
            graph.node(name, State.RUN, before.isEmpty() ? List.of() : List.of(before), List.of("of " + name));
            before = "of " + name;
        }
        return graph.build(names.get(0));
    }

    /** Nodes that read datasets of nodes before them, in ten namespaces. */
    static GraphDocument random(Random random, int count) {
        Graphs graph = new Graphs();
        for (int i = 0; i < count; i++) {
            List<String> inputs = new ArrayList<>();
            for (int j = random.nextInt(4); j > 0 && i > 0; j--) {
                String input = "d" + (i - 1 - random.nextInt(Math.min(i, 40)));
                if (!inputs.contains(input)) {
                    inputs.add(input);
                }
            }
            State state = State.values()[random.nextInt(State.values().length)];
            graph.node("area" + i * 10 / count + ".node" + i, state, inputs, List.of("d" + i));
        }
        return graph.build("Random");
    }

    /** Nodes of all kinds, which store some datasets, make some in memory, and some in a form that nobody reads. */
    static GraphDocument varied(Random random, int count) {
        Graphs graph = new Graphs();
        List<String> known = new ArrayList<>(List.of("start", "params:a", "params:a.b", "params:c"));
        for (int i = 0; i < count; i++) {
            Set<String> inputs = new LinkedHashSet<>();
            for (int j = 1 + random.nextInt(3); j > 0; j--) {
                inputs.add(known.get(random.nextInt(known.size())));
            }
            List<String> outputs = new ArrayList<>();
            for (int j = random.nextInt(3); j > 0; j--) {
                outputs.add((random.nextBoolean() ? "rated" : "stored") + i + "_" + j);
            }
            graph.rerun = random.nextInt(3) > 0
                    ? "WHEN_CHANGED"
                    : List.of("WHEN_MISSING", "NEVER", "ALWAYS").get(random.nextInt(3));
            graph.node((random.nextBoolean() ? "rate" : "node") + i, State.MAYBE, List.copyOf(inputs), outputs);
            known.addAll(outputs);
            if (random.nextInt(6) == 0) {
                graph.producers.put("form" + i, graph.nodes.get(i).name());
                graph.readers.put("form" + i, new ArrayList<>());
                known.add("form" + i);
            }
        }
        return graph.build("Varied");
    }

    static GraphDocument withoutStatus(GraphDocument document) {
        return new GraphDocument(
                document.pipeline(),
                document.environment(),
                document.nodes().stream()
                        .map(node -> new Node(
                                node.name(),
                                node.method(),
                                node.source(),
                                node.tags(),
                                node.options(),
                                node.inputs(),
                                node.outputs(),
                                node.after(),
                                Optional.empty()))
                        .toList(),
                document.datasets(),
                document.code(),
                document.times());
    }

    Graphs node(String name, State state, List<String> inputs, List<String> outputs) {
        inputs.forEach(input ->
                readers.computeIfAbsent(input, each -> new ArrayList<>()).add(name));
        outputs.forEach(output -> {
            producers.put(output, name);
            readers.computeIfAbsent(output, each -> new ArrayList<>());
        });
        boolean isFirst = state == State.RUN;
        nodes.add(new Node(
                name,
                "Sales." + name,
                "src/main/java/demo/Sales.java:" + (10 * nodes.size() + 12),
                List.of(name),
                new Options(rerun, 1, 0, new TreeMap<>(), false, 0, 0, Optional.empty()),
                uses(inputs),
                uses(outputs),
                List.of(),
                Optional.of(new Status(
                        state,
                        isFirst || state == State.KEPT_BACK
                                ? List.of("the code of " + name + " changed: Sales.java:7")
                                : List.of(),
                        isFirst
                                ? Optional.empty()
                                : Optional.of(new LastRun(
                                        NOON,
                                        Duration.ofMillis(100 + 1300L * nodes.size()),
                                        Duration.ofMillis(50 + 1000L * nodes.size())))))));
        return this;
    }

    private static List<Use> uses(List<String> datasets) {
        return datasets.stream().map(dataset -> new Use(dataset, "value")).toList();
    }

    GraphDocument build(String pipeline) {
        List<Dataset> datasets = new ArrayList<>();
        readers.forEach((name, all) -> datasets.add(dataset(name, all)));
        return new GraphDocument(pipeline, "local", List.copyOf(nodes), datasets, code(), times());
    }

    /** The method of each node, and one that all rates use. */
    private List<Code> code() {
        List<Code> code = new ArrayList<>();
        List<String> rates = new ArrayList<>();
        for (Node node : nodes) {
            code.add(new Code("method " + node.method() + "(List<Order>)", node.source(), List.of(node.name())));
            if (node.name().contains("rate")) {
                rates.add(node.name());
            }
        }
        code.add(new Code("method Rates.of(String)", "src/main/java/demo/Rates.java:9", rates));
        return code;
    }

    /** A run of one node after the other, with a load before each and a wait behind it. */
    private Optional<LastTimes> times() {
        List<Activity> activities = new ArrayList<>();
        List<Segment> path = new ArrayList<>();
        long time = 0;
        for (Node node : nodes) {
            long start = time;
            if (!node.inputs().isEmpty()) {
                String input = node.inputs().get(0).dataset();
                activities.add(new Activity(Kind.LOAD, node.name(), input, 0, start, start, start + MILLI));
                path.add(new Segment(Optional.of(Kind.LOAD), node.name(), input, start, start + MILLI, ""));
                time += MILLI;
            }
            path.add(new Segment(Optional.of(Kind.CALL), node.name(), "", time, time + 10 * MILLI, ""));
            time += 10 * MILLI;
            activities.add(new Activity(Kind.CALL, node.name(), "", 1, 0, start, time));
            path.add(new Segment(Optional.empty(), node.name(), "", time, time + 2 * MILLI, "its turn"));
            time += 2 * MILLI;
        }
        RunTimes times = new RunTimes(time, 1, Map.of(), activities);
        return Optional.of(new LastTimes("0123456789", NOON, "succeeded", times, path));
    }

    private Dataset dataset(String name, List<String> all) {
        Storage storage = name.startsWith("params:")
                ? Storage.PARAMETER
                : name.contains("rated") ? Storage.MEMORY : Storage.STORED;
        boolean isStored = storage == Storage.STORED;
        return new Dataset(
                name,
                isStored ? "csv" : "",
                "List<Order>",
                storage,
                isStored ? "data/" + name + ".csv" : "",
                Optional.ofNullable(producers.get(name)),
                List.copyOf(all));
    }
}
