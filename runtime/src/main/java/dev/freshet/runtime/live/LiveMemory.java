package dev.freshet.runtime.live;

import dev.freshet.config.KnownSecrets;
import dev.freshet.runtime.change.Reason;
import dev.freshet.runtime.graph.GraphJson;
import dev.freshet.runtime.hook.NodeLog;
import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.runtime.hook.NodeWait;
import dev.freshet.runtime.hook.RunStart;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.timing.Activity;
import dev.freshet.runtime.timing.Activity.Kind;
import dev.freshet.runtime.timing.NodeGraph;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The progress of a run, as pages show it. Used by one thread at a time. */
final class LiveMemory implements LiveSlots.Taker {
    /** The largest number of characters of reasons and causes. */
    private static final int LONGEST = 1_000;

    private static final int MOST_REASONS = 5;

    private final PipelineGraph graph;
    private final LiveNodes nodes;
    private final LiveLogs logs = new LiveLogs();
    private final LiveTimes times = new LiveTimes();
    private @Nullable NodeGraph timed;
    private @Nullable RunStart start;
    private String outcome = "";
    private boolean hasEnded;
    /** The version in which the run started or ended. */
    private long runVersion;

    /** Writes JSON. It is created for the first reader, since it takes longer than to serve a run that nobody watches. */
    private static final class Json {
        static final JsonFactory FACTORY = new JsonFactory();
    }

    /** A node has started again, or with reasons. */
    record Started(List<Reason> reasons, int tried) {}

    /** A node has failed and will be retried. */
    record Retrying(int tried, String cause) {}

    LiveMemory(PipelineGraph graph) {
        this.graph = graph;
        nodes = new LiveNodes(graph);
    }

    /** Returns whether an event is the end of a node. */
    static boolean isEnd(@Nullable Object event) {
        return LiveSlots.SUCCEEDED.equals(event) || event instanceof NodeReport;
    }

    void started(RunStart run) {
        if (start == null) {
            start = run;
            nodes.expect(run.expected().keySet(), run.keptBack());
        }
    }

    /** Sets the state of the run. */
    void is(String now, boolean isOver) {
        if (!outcome.equals(now)) {
            outcome = now;
            runVersion = nodes.changed();
        }
        hasEnded = isOver;
    }

    boolean hasEnded() {
        return hasEnded;
    }

    long version() {
        return nodes.version();
    }

    @Override
    public void event(int number, Object event, long at, LiveSlots.Call call) {
        LiveNode node = nodes.entering(number);
        if (LiveSlots.STARTED.equals(event)) {
            node.start(1, "");
        } else if (event instanceof Started started) {
            node.start(started.tried(), reasons(started.reasons()));
        } else {
            tried(node, call);
            node.why = why(node, event);
            if (event instanceof NodeReport report && !report.partitions().isEmpty()) {
                node.why = withPartitions(node.why, report);
            }
        }
        nodes.is(node, state(event), at);
    }

    /** Notes the end of the last call, if it is new. */
    private void tried(LiveNode node, LiveSlots.Call call) {
        if (call.tries() > 0 && call.end() != node.triedAt) {
            node.triedAt = call.end();
            node.tried = call.tries();
            node.took = call.took() / 1_000_000;
            long began = Math.max(0, call.end() - call.took());
            long ready = Math.max(0, began - call.waited());
            add(new Activity(Kind.CALL, node.name, "", call.tries(), ready, began, call.end()));
        }
    }

    private static String why(LiveNode node, Object event) {
        if (event instanceof NodeReport.Failed failed) {
            return shown(
                    failed.failedPartitions().isEmpty()
                            ? failed.cause().toString()
                            : failed.failedPartitions().stream()
                                    .map(each -> "partition \"" + each.partition() + "\": " + each.cause())
                                    .collect(Collectors.joining("\n")));
        }
        if (event instanceof NodeReport.Blocked blocked) {
            return "needs " + blocked.by();
        }
        if (event instanceof NodeReport.Skipped skipped) {
            return shown(skipped.detail());
        }
        if (event instanceof Retrying retrying) {
            return shown("attempt " + retrying.tried() + " failed: " + retrying.cause());
        }
        return event instanceof NodeWait wait
                ? shown(wait.holder() + " has been working on it since " + wait.since())
                : node.why;
    }

    /** Returns why the node ran, or failed, and what it did to partitions. */
    private static String withPartitions(String why, NodeReport report) {
        String known = report instanceof NodeReport.Succeeded succeeded ? reasons(succeeded.reasons()) : why;
        Stream<String> partitions =
                report.partitions().stream().map(output -> shown(output.dataset() + ": " + output.counts()));
        return Stream.concat(known.lines(), partitions).collect(Collectors.joining("\n"));
    }

    private static LiveState state(Object event) {
        if (LiveSlots.TRIED.equals(event)) {
            return LiveState.SAVING;
        }
        if (event instanceof Retrying) {
            return LiveState.RETRYING;
        }
        if (event instanceof NodeWait) {
            return LiveState.OTHER_RUN;
        }
        if (LiveSlots.SUCCEEDED.equals(event)) {
            return LiveState.SUCCEEDED;
        }
        return event instanceof NodeReport report ? LiveState.of(report) : LiveState.RUNNING;
    }

    private static String reasons(List<Reason> reasons) {
        return shown(reasons.stream()
                .limit(MOST_REASONS)
                .flatMap(reason -> reason.lines().stream())
                .limit(MOST_REASONS)
                .collect(Collectors.joining("\n")));
    }

    private static String shown(String text) {
        String masked = KnownSecrets.masked(text);
        return masked.length() > LONGEST ? masked.substring(0, LONGEST) + " ..." : masked;
    }

    @Override
    public void progressed(int number, LiveSlots.Progress progress) {
        LiveNode node = nodes.node(number);
        node.done = progress.done();
        node.total = progress.total();
        nodes.touch(node);
    }

    void add(Activity activity) {
        times.add(activity);
    }

    void partition(String node, long start, long end) {
        times.partition(node, start, end);
    }

    void log(NodeLog line, long now) {
        String partition =
                line.partition().map(key -> "partition \"" + key + "\": ").orElse("");
        log(line.node(), now, line.level().getName().toLowerCase(Locale.ROOT), partition + line.text());
    }

    void log(String name, long now, String level, String text) {
        LiveNode node = nodes.node(name);
        logs.add(node, now / 1_000_000, level, KnownSecrets.masked(text));
        nodes.touch(node);
    }

    /** Returns what has changed since a version, as JSON. */
    String since(long known, long now) {
        return object(json -> {
            json.writeNumberProperty("now", now);
            if (start != null && runVersion > known) {
                json.writeName("run");
                writeRun(start, json);
            }
            json.writeName("nodes");
            nodes.writeSince(known, json);
        });
    }

    private static String object(Consumer<JsonGenerator> properties) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (JsonGenerator json = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            properties.accept(json);
            json.writeEndObject();
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    private void writeRun(RunStart run, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("id", run.runId());
        json.writeStringProperty("start", run.start().toString());
        json.writeStringProperty("outcome", outcome);
        if (run.expected().size() < run.nodes()) {
            writeNames("expected", run.expected().keySet(), json);
        }
        if (!run.keptBack().isEmpty()) {
            writeNames("keptBack", run.keptBack(), json);
        }
        json.writeEndObject();
    }

    private static void writeNames(String property, Set<String> names, JsonGenerator json) {
        json.writeName(property);
        json.writeStartArray();
        names.forEach(json::writeString);
        json.writeEndArray();
    }

    /** Describes what a node waits for, and its lines of the log, as JSON. */
    String node(String name, long from) {
        LiveNode node = nodes.look(name);
        LiveLog log = node.log;
        return object(json -> {
            json.writeStringProperty("waits", start == null || node.state == LiveState.WAITING ? waitsFor(name) : "");
            json.writeNumberProperty("first", log == null ? 0 : Math.max(from, log.start()));
            json.writeName("lines");
            json.writeStartArray();
            if (log != null) {
                log.write(from, json);
            }
            json.writeEndArray();
        });
    }

    /**
     * Returns the graph for timelines, which is created on first use: this takes long for a large graph, and most runs
     * do not need it.
     */
    private NodeGraph timed() {
        NodeGraph known = timed;
        if (known == null) {
            known = new NodeGraph(graph);
            timed = known;
        }
        return known;
    }

    private String waitsFor(String name) {
        Optional<Integer> number = graph.nodeNumber(name);
        if (start == null || number.isEmpty()) {
            return "the start of the run";
        }
        List<String> unfinished = new ArrayList<>();
        for (int earlier : graph.predecessors(number.get())) {
            if (!nodes.look(graph.node(earlier)).state.isOver()) {
                unfinished.add(graph.node(earlier));
            }
        }
        return unfinished.isEmpty()
                ? LiveWaits.lacked(name, nodes.running(), start.slots(), start.capacities(), timed())
                : LiveWaits.listed(unfinished);
    }

    /**
     * Describes the times until now.
     *
     * @param waits the waits for other runs that go on
     */
    String times(RunStart run, long now, List<Activity> waits) {
        LiveTimes.Run known = new LiveTimes.Run(run.runId(), run.start(), run.slots(), run.capacities());
        Stream<Activity> running = nodes.runningNodes().stream()
                .map(node -> new Activity(
                        Kind.CALL,
                        node.name,
                        "",
                        Math.max(1, node.tried),
                        node.since,
                        node.since,
                        Math.max(now, node.since)));
        List<Activity> current = Stream.concat(running, waits.stream()).toList();
        return GraphJson.times(LiveTimes.times(known, outcome, now, times.list(), current, timed()));
    }
}
