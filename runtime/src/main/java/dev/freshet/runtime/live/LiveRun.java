package dev.freshet.runtime.live;

import dev.freshet.config.KnownSecrets;
import dev.freshet.runtime.graph.GraphDocument;
import dev.freshet.runtime.graph.GraphJson;
import dev.freshet.runtime.hook.DatasetEvent;
import dev.freshet.runtime.hook.NodeLog;
import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.runtime.hook.NodeStart;
import dev.freshet.runtime.hook.NodeWait;
import dev.freshet.runtime.hook.PartitionFailure;
import dev.freshet.runtime.hook.RunEnd;
import dev.freshet.runtime.hook.RunListener;
import dev.freshet.runtime.hook.RunStart;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.timing.Activity;
import dev.freshet.runtime.timing.Activity.Kind;
import dev.freshet.runtime.timing.NodeGraph;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A run that can be watched. Events only note what has changed, in a moment under a lock; whoever watches makes the text
 * of it, for himself and on his own thread, from what all nodes have become meanwhile.
 */
public final class LiveRun implements RunListener, LiveSource {
    private static final JsonMapper JSON = new JsonMapper();
    /** Of reasons and causes. */
    private static final int LONGEST = 1_000;

    private static final int MOST_REASONS = 5;

    private final Supplier<GraphDocument> described;
    private final Supplier<NodeGraph> graph;
    private final PipelineGraph nodesOfAll;
    private final LongSupplier clock;

    private final LiveNodes nodes = new LiveNodes();
    private final LiveLogs logs = new LiveLogs();
    private final LiveTimes times = new LiveTimes();
    private @Nullable GraphDocument document;
    private @Nullable RunStart start;
    private String outcome = "";
    private long origin;
    private long end;
    /** The version in which the run started or ended. */
    private long runVersion;

    private boolean isAwaited;

    /**
     * Creates a listener for one run.
     *
     * @param described describes the nodes of the run without their status; called at most once, when somebody watches
     * @param graph the graph of the whole pipeline
     */
    public LiveRun(Supplier<GraphDocument> described, PipelineGraph graph) {
        this(described, graph, System::nanoTime);
    }

    LiveRun(Supplier<GraphDocument> described, PipelineGraph graph, LongSupplier clock) {
        this.described = described;
        this.nodesOfAll = graph;
        this.graph = new Once<>(() -> new NodeGraph(graph));
        this.clock = clock;
        origin = clock.getAsLong();
    }

    private long now() {
        return Math.max(0, clock.getAsLong() - origin);
    }

    @Override
    public boolean hearsOfUpToDateRuns() {
        return false;
    }

    @Override
    public boolean hearsOfLogs() {
        return true;
    }

    @Override
    public synchronized void runStarted(RunStart run) {
        origin = clock.getAsLong();
        start = run;
        nodes.expect(run.expected().keySet());
        outcome = "running";
        runVersion = nodes.changed();
        changed();
    }

    private void changed() {
        if (isAwaited) {
            isAwaited = false;
            notifyAll();
        }
    }

    private void touch(LiveNode node) {
        nodes.touch(node);
        changed();
    }

    private void is(LiveNode node, LiveState state) {
        nodes.is(node, state, this::now);
        changed();
    }

    private static String shown(String text) {
        String masked = KnownSecrets.masked(text);
        return masked.length() > LONGEST ? masked.substring(0, LONGEST) + " ..." : masked;
    }

    @Override
    public synchronized void nodeStarted(NodeStart started, int tried) {
        LiveNode node = nodes.node(started.node());
        node.tried = tried;
        node.done = 0;
        node.total = 0;
        node.why = started.reasons().isEmpty() ? "" : reasons(started);
        is(node, LiveState.RUNNING);
    }

    private static String reasons(NodeStart started) {
        List<String> lines = started.reasons().stream()
                .limit(MOST_REASONS)
                .flatMap(reason -> reason.lines().stream())
                .limit(MOST_REASONS)
                .toList();
        return shown(String.join("\n", lines));
    }

    @Override
    public synchronized void nodeProgressed(String name, long done, long total) {
        LiveNode node = nodes.node(name);
        node.done = done;
        node.total = total;
        touch(node);
    }

    @Override
    public synchronized void nodeTried(String name, NodeReport.Timing timing) {
        LiveNode node = nodes.node(name);
        long now = now();
        long began = Math.max(0, now - timing.ran().toNanos());
        node.took = timing.ran().toMillis();
        times.add(new Activity(
                Kind.CALL,
                name,
                "",
                timing.tries(),
                Math.max(0, began - timing.waited().toNanos()),
                began,
                now));
        is(node, LiveState.SAVING);
    }

    @Override
    public synchronized void nodeRetried(String name, int tried, Throwable cause, Duration pause) {
        LiveNode node = nodes.node(name);
        long now = now();
        times.add(new Activity(Kind.PAUSE, name, "", 0, now, now, now + pause.toNanos()));
        node.why = shown("attempt " + tried + " failed: " + cause);
        log(node, "warning", "attempt " + tried + " failed, retrying in " + pause.toMillis() + " ms: " + cause);
        is(node, LiveState.RETRYING);
    }

    @Override
    public synchronized void partitionFailed(PartitionFailure failure) {
        LiveNode node = nodes.node(failure.node());
        String pause = failure.pause()
                .map(after -> ", retrying in " + after.toMillis() + " ms")
                .orElse("");
        log(node, "warning", "partition \"" + failure.partition() + "\" failed" + pause + ": " + failure.cause());
        touch(node);
    }

    @Override
    public synchronized void nodeWaits(NodeWait wait) {
        LiveNode node = nodes.node(wait.node());
        node.why = shown(wait.holder() + " has been working on it since " + wait.since());
        is(node, LiveState.OTHER_RUN);
    }

    @Override
    public synchronized void datasetLoaded(DatasetEvent load) {
        add(Kind.LOAD, load);
    }

    @Override
    public synchronized void datasetSaved(DatasetEvent save) {
        add(Kind.SAVE, save);
    }

    private void add(Kind kind, DatasetEvent event) {
        long now = now();
        long began = Math.max(0, now - event.duration().toNanos());
        times.add(new Activity(kind, event.node(), event.dataset(), 0, began, began, now));
    }

    @Override
    public synchronized void nodeLogged(NodeLog line) {
        LiveNode node = nodes.node(line.node());
        String partition =
                line.partition().map(key -> "partition \"" + key + "\": ").orElse("");
        log(node, line.level().getName().toLowerCase(Locale.ROOT), partition + line.text());
        touch(node);
    }

    private void log(LiveNode node, String level, String text) {
        logs.add(node, now() / 1_000_000, level, KnownSecrets.masked(text));
    }

    @Override
    public synchronized void nodeFinished(NodeReport report) {
        LiveNode node = nodes.node(report.node());
        if (report instanceof NodeReport.Failed failed) {
            node.why = shown(failed.cause().toString());
            log(node, "error", "failed: " + failed.cause());
        } else if (report instanceof NodeReport.Blocked blocked) {
            node.why = "needs " + blocked.by();
        } else if (report instanceof NodeReport.Skipped skipped) {
            node.why = shown(skipped.detail());
        }
        is(node, ended(report));
    }

    private static LiveState ended(NodeReport report) {
        if (report instanceof NodeReport.Skipped skipped) {
            return switch (skipped.cause()) {
                case UP_TO_DATE -> LiveState.UP_TO_DATE;
                case FETCHED -> LiveState.FETCHED;
                case LISTENER, VALUE_GIVEN -> LiveState.SKIPPED;
            };
        }
        if (report instanceof NodeReport.Succeeded) {
            return LiveState.SUCCEEDED;
        }
        if (report instanceof NodeReport.Failed) {
            return LiveState.FAILED;
        }
        if (report instanceof NodeReport.Blocked) {
            return LiveState.BLOCKED;
        }
        return report instanceof NodeReport.Cancelled ? LiveState.CANCELLED : LiveState.NOT_RUN;
    }

    @Override
    public synchronized void runFinished(RunEnd run) {
        // Nodes that failed or never started before the run ended are told of here only.
        run.nodes().stream()
                .filter(report -> nodes.node(report.node()).state != ended(report))
                .forEach(this::nodeFinished);
        boolean hasFailed = run.nodes().stream().anyMatch(NodeReport.Failed.class::isInstance);
        outcome = run.succeeded() ? "succeeded" : hasFailed ? "failed" : "cancelled";
        end = Math.max(1, run.duration().toNanos());
        runVersion = nodes.changed();
        changed();
    }

    @Override
    public Watched watched() {
        return Watched.RUN;
    }

    @Override
    public GraphDocument document() {
        synchronized (described) {
            if (document == null) {
                document = described.get();
            }
            return document;
        }
    }

    @Override
    public Update after(long known, Duration longest) throws InterruptedException {
        Map<String, Object> json = new LinkedHashMap<>();
        long now;
        boolean isLast;
        List<Map<String, Object>> changes;
        synchronized (this) {
            if (nodes.version() <= known && !longest.isZero()) {
                isAwaited = true;
                wait(longest.toMillis());
            }
            now = nodes.version();
            isLast = end > 0;
            if (runVersion > known) {
                json.put("run", runJson());
            }
            json.put("now", (isLast ? end : now()) / 1_000_000);
            changes = nodes.since(known);
        }
        if (now <= known) {
            return new Update(now, "", isLast);
        }
        json.put("nodes", changes);
        return new Update(now, JSON.writeValueAsString(json), isLast);
    }

    private Map<String, Object> runJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        RunStart known = start;
        if (known != null) {
            json.put("id", known.runId());
            json.put("start", known.start().toString());
            json.put("outcome", outcome);
            json.put("expected", known.expected().keySet());
        }
        return json;
    }

    @Override
    public String node(String name, long from) {
        Map<String, Object> json = new LinkedHashMap<>();
        synchronized (this) {
            LiveNode node = nodes.look(name);
            boolean isWaiting = start == null || node.state == LiveState.WAITING;
            String cause = isWaiting ? waitsFor(name) : "";
            json.put("waits", cause);
            LiveLog log = node.log;
            json.put("first", log == null ? 0 : Math.max(from, log.start()));
            json.put("lines", log == null ? List.of() : log.from(from));
        }
        return JSON.writeValueAsString(json);
    }

    private String waitsFor(String name) {
        RunStart run = start;
        Optional<Integer> number = nodesOfAll.nodeNumber(name);
        if (run == null || number.isEmpty()) {
            return "the start of the run";
        }
        List<String> unfinished = new ArrayList<>();
        for (int earlier : nodesOfAll.predecessors(number.get())) {
            String before = nodesOfAll.node(earlier);
            if (!nodes.look(before).state.isOver()) {
                unfinished.add(before);
            }
        }
        if (!unfinished.isEmpty()) {
            return LiveWaits.listed(unfinished);
        }
        return LiveWaits.lacked(
                name,
                nodes.running().stream().map(node -> node.name).toList(),
                run.slots(),
                run.capacities(),
                graph.get());
    }

    @Override
    public String times() {
        RunStart run;
        String word;
        long now;
        List<Activity> done;
        List<Activity> active = new ArrayList<>();
        synchronized (this) {
            run = start;
            word = outcome;
            now = end > 0 ? end : now();
            done = times.list();
            nodes.running()
                    .forEach(node -> active.add(
                            new Activity(Kind.CALL, node.name, "", node.tried, node.since, node.since, now())));
        }
        if (run == null) {
            return "";
        }
        LiveTimes.Run known = new LiveTimes.Run(run.runId(), run.start(), run.slots(), run.capacities());
        return GraphJson.times(LiveTimes.times(known, word, now, done, active, graph.get()));
    }
}
