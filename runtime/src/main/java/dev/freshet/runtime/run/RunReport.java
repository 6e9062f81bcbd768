package dev.freshet.runtime.run;

import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.plan.DatasetRef;
import dev.freshet.runtime.run.engine.RunResults;
import dev.freshet.runtime.run.session.ReportJson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** What became of a run: of each node, and the values that it made. */
public final class RunReport {
    /** Which run, when, and how long. */
    public record Summary(String runId, Instant start, Duration duration) {}

    private final Summary summary;
    private final CompiledPipeline pipeline;
    /** Makes the details when they are asked for, if nothing had to run. */
    private final @Nullable Run description;

    private @Nullable RunResults results;
    private final int freshNodes;

    private RunReport(
            Summary summary,
            CompiledPipeline pipeline,
            @Nullable Run description,
            @Nullable RunResults results,
            int freshNodes) {
        this.summary = summary;
        this.pipeline = pipeline;
        this.description = description;
        this.results = results;
        this.freshNodes = freshNodes;
    }

    public static RunReport of(Summary summary, RunResults results) {
        int fresh = results.isFresh() ? results.graph().nodeCount() : 0;
        return new RunReport(summary, results.pipeline(), null, results, fresh);
    }

    /** Of a run that had nothing to do, whose details are made when they are asked for. */
    static RunReport ofFresh(Run run, int nodes, Instant start, Duration duration) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        String runId = new UUID(random.nextLong(), random.nextLong()).toString();
        return new RunReport(new Summary(runId, start, duration), run.pipeline(), run, null, nodes);
    }

    /** Whether it comes from a snapshot, and nothing else was looked at. */
    synchronized boolean isOfSnapshot() {
        return results == null;
    }

    synchronized RunResults results() {
        if (results == null) {
            results = Objects.requireNonNull(description).fresh();
        }
        return results;
    }

    /** The run's id, unique among the runs of a project. */
    public String runId() {
        return summary.runId();
    }

    /** The pipeline's name. */
    public String pipeline() {
        return pipeline.name();
    }

    /** When the first node could start. */
    public Instant start() {
        return summary.start();
    }

    /** From then until the last node ended. */
    public Duration duration() {
        return summary.duration();
    }

    /** Every node of the pipeline, in an order in which they can run. */
    public List<NodeReport> nodes() {
        return results().nodes();
    }

    /** How many nodes there are if all of them were fresh, so that nothing had to run; else 0. */
    public int freshNodes() {
        return freshNodes;
    }

    /** Whether every node succeeded or was fresh. */
    public boolean succeeded() {
        return freshNodes > 0 || results().succeeded();
    }

    /** The first node that failed. */
    public Optional<NodeReport.Failed> failure() {
        return nodes().stream()
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
        if (succeeded()) {
            return this;
        }
        failure().ifPresent(failed -> {
            throw new RunFailedException(
                    "node " + failed.node() + " of " + pipeline() + " failed: " + failed.cause(), failed.cause());
        });
        throw new RunFailedException("the run of " + pipeline() + " was cancelled", new InterruptedException());
    }

    /**
     * A value of this run: of a stored dataset, or of one that no node reads.
     *
     * @throws IllegalArgumentException if the pipeline has no such dataset
     * @throws IllegalStateException if the run does not have it (any more): its node did not succeed, or it was only handed
     *     on in memory
     * @throws dev.freshet.dataset.DatasetException if it is stored and cannot be loaded
     */
    public <T> T get(DatasetRef<T> dataset) {
        return results().value(dataset);
    }

    /** What went wrong beside the nodes, such as a listener that threw; a line each. */
    public List<String> warnings() {
        return freshNodes > 0 ? List.of() : results().warnings();
    }

    /** All of it for machines, as maps, lists, strings, numbers and booleans. */
    public Map<String, Object> toJson() {
        return ReportJson.of(this);
    }

    /** Where the datasets that this run saved are, by name. */
    public Map<String, String> saved() {
        return results().saved();
    }
}
