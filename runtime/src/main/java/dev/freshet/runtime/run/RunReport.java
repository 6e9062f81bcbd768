package dev.freshet.runtime.run;

import dev.freshet.runtime.dataset.Dataset;
import dev.freshet.runtime.plan.DatasetRef;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What became of a run: of each node, and the values that it made. */
public final class RunReport {
    private final String runId;
    private final Instant start;
    private final Duration duration;
    private final PipelineRun run;

    RunReport(String runId, Instant start, Duration duration, PipelineRun run) {
        this.runId = runId;
        this.start = start;
        this.duration = duration;
        this.run = run;
    }

    /** The run's id, unique among the runs of a project. */
    public String runId() {
        return runId;
    }

    /** The pipeline's name. */
    public String pipeline() {
        return run.pipeline().name();
    }

    /** When the first node could start. */
    public Instant start() {
        return start;
    }

    /** From then until the last node ended. */
    public Duration duration() {
        return duration;
    }

    /** Every node of the pipeline, in an order in which they can run. */
    public List<NodeReport> nodes() {
        return run.nodes();
    }

    /** Whether every node succeeded. */
    public boolean succeeded() {
        return run.succeeded();
    }

    /** The first node that failed. */
    public Optional<NodeReport.Failed> failure() {
        return run.nodes().stream()
                .filter(NodeReport.Failed.class::isInstance)
                .map(NodeReport.Failed.class::cast)
                .findFirst();
    }

    /**
     * This report, if every node succeeded.
     *
     * @throws RunFailedException if not
     */
    public RunReport orThrow() {
        failure().ifPresent(failed -> {
            throw new RunFailedException(
                    "node " + failed.node() + " of " + pipeline() + " failed: " + failed.cause(), failed.cause());
        });
        if (!succeeded()) {
            throw new RunFailedException("the run of " + pipeline() + " was interrupted", new InterruptedException());
        }
        return this;
    }

    /**
     * A value of this run: of a stored dataset, or of one that no node reads.
     *
     * @throws IllegalArgumentException if the pipeline has no such dataset
     * @throws IllegalStateException if the run does not have it (any more): its node did not succeed, or it was only handed
     *     on in memory
     * @throws dev.freshet.runtime.dataset.DatasetException if it is stored and cannot be loaded
     */
    public <T> T get(DatasetRef<T> dataset) {
        return run.value(dataset);
    }

    /** Where the datasets that this run saved are, by name. */
    public Map<String, String> saved() {
        Map<String, String> saved = new LinkedHashMap<>();
        run.saved().forEach((name, dataset) -> saved.put(name, ((Dataset<?>) dataset).location()));
        return saved;
    }
}
