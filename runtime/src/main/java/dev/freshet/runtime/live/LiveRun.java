package dev.freshet.runtime.live;

import dev.freshet.config.CauseText;
import dev.freshet.runtime.graph.GraphDocument;
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
import dev.freshet.runtime.timing.OtherRunWaits;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A run that pages can watch. The threads of the run only note the last event of each node, and never wait. Each
 * watcher reads these notes and writes the text of the changes on its own thread.
 */
public final class LiveRun implements RunListener, LiveSource {
    /** How often a waiting watcher checks for changes, in milliseconds. */
    private static final long LOOK = 25;

    private final Supplier<GraphDocument> described;
    private final LongSupplier clock;
    private final LiveSlots slots;
    private final LiveMemory memory;
    private final Lock reading = new ReentrantLock();
    /** The notes that are not states of nodes. */
    private final Queue<Consumer<LiveMemory>> notes = new ConcurrentLinkedQueue<>();

    private final OtherRunWaits waits = new OtherRunWaits();
    private final AtomicInteger noted = new AtomicInteger();
    private volatile @Nullable RunStart start;
    private volatile long origin;
    private volatile String outcome = "";
    private volatile long end;
    private @Nullable GraphDocument document;

    /**
     * Creates a listener for one run.
     *
     * @param described describes the nodes of the run without their status; called at most once, for the first watcher
     * @param graph the graph of the whole pipeline
     */
    public LiveRun(Supplier<GraphDocument> described, PipelineGraph graph) {
        this(described, graph, System::nanoTime);
    }

    LiveRun(Supplier<GraphDocument> described, PipelineGraph graph, LongSupplier clock) {
        this.described = described;
        this.clock = clock;
        slots = new LiveSlots(graph);
        memory = new LiveMemory(graph);
        origin = clock.getAsLong();
    }

    private long now() {
        return Math.max(0, clock.getAsLong() - origin);
    }

    /**
     * Adds a note. If there is no watcher for a long time, this thread processes the notes, so that there are never
     * many.
     */
    private void note(Consumer<LiveMemory> note) {
        notes.add(note);
        if (noted.incrementAndGet() > LiveLogs.MOST_LINES && reading.tryLock()) {
            try {
                take();
            } finally {
                reading.unlock();
            }
        }
    }

    /**
     * Processes the notes. The caller holds the lock. The end of the run is read first, since all other notes came
     * before it.
     */
    private void take() {
        boolean hasEnded = end > 0;
        String word = outcome;
        RunStart run = start;
        if (run != null) {
            memory.started(run);
        }
        slots.take(memory);
        for (Consumer<LiveMemory> note = notes.poll(); note != null; note = notes.poll()) {
            noted.decrementAndGet();
            note.accept(memory);
        }
        memory.is(word, hasEnded);
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
    public void runStarted(RunStart run) {
        origin = clock.getAsLong();
        outcome = "running";
        start = run;
    }

    @Override
    public void nodeStarted(NodeStart node, int tried) {
        long now = now();
        boolean isUsual = tried == 1 && node.reasons().isEmpty();
        slots.put(node.node(), isUsual ? LiveSlots.STARTED : new LiveMemory.Started(node.reasons(), tried), now);
        waited(node.node(), now);
    }

    private void waited(String node, long now) {
        waits.ended(node, now).ifPresent(wait -> note(kept -> kept.add(wait)));
    }

    @Override
    public void nodeProgressed(String name, long done, long total) {
        slots.progressed(name, new LiveSlots.Progress(done, total));
    }

    @Override
    public void nodeTried(String name, NodeReport.Timing timing) {
        slots.tried(
                name,
                new LiveSlots.Call(
                        timing.tries(), timing.waited().toNanos(), timing.ran().toNanos(), now()));
    }

    @Override
    public void nodeRetried(String name, int tried, Throwable cause, Duration pause) {
        long now = now();
        slots.put(name, new LiveMemory.Retrying(tried, CauseText.text(cause)), now);
        String text = "attempt " + tried + " failed, retrying in " + pause.toMillis() + " ms: " + CauseText.text(cause);
        note(kept -> {
            kept.add(new Activity(Kind.PAUSE, name, "", 0, now, now, now + pause.toNanos()));
            kept.log(name, now, "warning", text);
        });
    }

    @Override
    public void partitionFailed(PartitionFailure failure) {
        long now = now();
        String pause = failure.pause()
                .map(after -> ", retrying in " + after.toMillis() + " ms")
                .orElse("");
        String text =
                "partition \"" + failure.partition() + "\" failed" + pause + ": " + CauseText.text(failure.cause());
        note(kept -> kept.log(failure.node(), now, "warning", text));
    }

    @Override
    public void partitionTried(String node, String partition, Duration ran) {
        long now = now();
        long began = Math.max(0, now - ran.toNanos());
        note(kept -> kept.partition(node, began, now));
    }

    @Override
    public void nodeWaits(NodeWait wait) {
        long now = now();
        waits.waits(wait.node(), now);
        slots.put(wait.node(), wait, now);
    }

    @Override
    public void datasetLoaded(DatasetEvent load) {
        noteTime(Kind.LOAD, load);
    }

    @Override
    public void datasetSaved(DatasetEvent save) {
        noteTime(Kind.SAVE, save);
    }

    private void noteTime(Kind kind, DatasetEvent event) {
        long now = now();
        long began = Math.max(0, now - event.duration().toNanos());
        note(kept -> kept.add(new Activity(kind, event.node(), event.dataset(), 0, began, began, now)));
    }

    @Override
    public void nodeLogged(NodeLog line) {
        long now = now();
        note(kept -> kept.log(line, now));
    }

    @Override
    public void nodeFinished(NodeReport report) {
        long now = now();
        boolean isUsual =
                report instanceof NodeReport.Succeeded && report.partitions().isEmpty();
        slots.put(report.node(), isUsual ? LiveSlots.SUCCEEDED : report, now);
        waited(report.node(), now);
        if (report instanceof NodeReport.Failed failed) {
            note(kept -> kept.log(failed.node(), now, "error", "failed: " + failed.cause()));
        }
    }

    @Override
    public void runFinished(RunEnd run) {
        if (!run.succeeded()) {
            // Nodes that never started are reported here only.
            run.nodes().stream()
                    .filter(report -> !LiveMemory.isEnd(slots.last(report.node())))
                    .forEach(this::nodeFinished);
        }
        outcome = run.succeeded() ? "succeeded" : hasFailed(run) ? "failed" : "cancelled";
        end = Math.max(1, run.duration().toNanos());
    }

    private static boolean hasFailed(RunEnd run) {
        return run.nodes().stream().anyMatch(NodeReport.Failed.class::isInstance);
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
        long last = System.nanoTime() + longest.toNanos();
        while (true) {
            Update update = read(kept -> since(known, kept));
            if (update.version() > known || update.isLast() || System.nanoTime() >= last) {
                return update;
            }
            Thread.sleep(LOOK);
        }
    }

    private <T> T read(Function<LiveMemory, T> question) {
        reading.lock();
        try {
            take();
            return question.apply(memory);
        } finally {
            reading.unlock();
        }
    }

    private Update since(long known, LiveMemory kept) {
        boolean isLast = kept.hasEnded();
        if (kept.version() <= known) {
            return new Update(kept.version(), "", isLast);
        }
        long now = (isLast ? end : now()) / 1_000_000;
        return new Update(kept.version(), kept.since(known, now), isLast);
    }

    @Override
    public String node(String name, long from) {
        return read(kept -> kept.node(name, from));
    }

    @Override
    public String times() {
        RunStart run = start;
        if (run == null) {
            return "";
        }
        return read(kept -> {
            long now = end > 0 ? end : now();
            return kept.times(run, now, waits.current(now));
        });
    }
}
