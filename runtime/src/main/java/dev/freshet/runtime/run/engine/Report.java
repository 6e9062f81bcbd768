package dev.freshet.runtime.run.engine;

import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.runtime.plan.DatasetRef;
import dev.freshet.runtime.run.RunReport;
import dev.freshet.runtime.run.setup.Snapshot;
import dev.freshet.runtime.text.OutcomeCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The report of a run that has ended. If the run had nothing to do, the details are computed on demand. */
public final class Report implements RunReport {
    private final String pipeline;
    private final String runId;
    private final Instant start;
    private final Duration duration;
    private final int upToDateNodes;
    private final int inMemoryNodes;
    private final int keptBackNodes;
    private final @Nullable Supplier<RunResults> later;
    private @Nullable RunResults results;

    private Report(
            String pipeline,
            String runId,
            Instant start,
            Duration duration,
            int upToDateNodes,
            int inMemoryNodes,
            int keptBackNodes,
            @Nullable Supplier<RunResults> later,
            @Nullable RunResults results) {
        this.pipeline = pipeline;
        this.runId = runId;
        this.start = start;
        this.duration = duration;
        this.upToDateNodes = upToDateNodes;
        this.inMemoryNodes = inMemoryNodes;
        this.keptBackNodes = keptBackNodes;
        this.later = later;
        this.results = results;
    }

    public static Report of(String runId, Instant start, Duration duration, RunResults results) {
        int fresh = results.isUpToDate() ? results.graph().nodeCount() : 0;
        int inMemory = fresh > 0 ? results.outcomes().inMemory() : 0;
        int keptBack = fresh > 0 ? results.outcomes().keptBack() : 0;
        return new Report(results.pipeline().name(), runId, start, duration, fresh, inMemory, keptBack, null, results);
    }

    /** Returns the report of a run that had nothing to do. */
    public static Report ofUpToDate(
            String pipeline, Snapshot.UpToDate nodes, Instant start, Duration duration, Supplier<RunResults> later) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        String runId = new UUID(random.nextLong(), random.nextLong()).toString();
        return new Report(
                pipeline, runId, start, duration, nodes.nodes(), nodes.inMemory(), nodes.keptBack(), later, null);
    }

    /** Adds a warning that does not come from the nodes of the run. */
    public synchronized void warn(String warning) {
        results = results().withWarning(warning);
    }

    /** Returns whether the run only compared the stamps of files. */
    public synchronized boolean isOfSnapshot() {
        return results == null;
    }

    public synchronized RunResults results() {
        RunResults known = results;
        if (known == null && later != null) {
            known = later.get();
            results = known;
        }
        if (known == null) {
            throw new IllegalStateException("a report has its results, or makes them later");
        }
        return known;
    }

    @Override
    public String runId() {
        return runId;
    }

    @Override
    public String pipeline() {
        return pipeline;
    }

    @Override
    public Instant start() {
        return start;
    }

    @Override
    public Duration duration() {
        return duration;
    }

    @Override
    public List<NodeReport> nodes() {
        return results().nodes();
    }

    @Override
    public int upToDateNodes() {
        return upToDateNodes;
    }

    @Override
    public int inMemoryNodes() {
        return inMemoryNodes;
    }

    @Override
    public int keptBackNodes() {
        return keptBackNodes;
    }

    @Override
    public boolean succeeded() {
        return upToDateNodes > 0 || results().succeeded();
    }

    @Override
    public <T> T get(DatasetRef<T> dataset) {
        return results().value(dataset);
    }

    @Override
    public List<String> warnings() {
        return isOfSnapshot() ? List.of() : results().warnings();
    }

    @Override
    public Map<String, String> saved() {
        return results().saved();
    }

    /** Returns a line for a log: the run, and how many nodes had which outcome. */
    @Override
    public String toString() {
        String counts = isOfSnapshot()
                ? OutcomeCounts.of(upToDateNodes, inMemoryNodes, keptBackNodes)
                : OutcomeCounts.of(nodes().stream().map(NodeReport::outcome).toList());
        return "run " + runId + " of " + pipeline + (succeeded() ? " succeeded: " : " did not succeed: ") + counts;
    }
}
