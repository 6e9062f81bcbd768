package dev.freshet.micrometer;

import dev.freshet.runtime.hook.DatasetEvent;
import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.runtime.hook.OutputPartitions;
import dev.freshet.runtime.hook.PartitionFailure;
import dev.freshet.runtime.hook.RunEnd;
import dev.freshet.runtime.hook.RunListener;
import dev.freshet.runtime.hook.RunStart;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;

/**
 * Measures runs: how long runs, nodes, loads and saves take, how they end, and when a pipeline last succeeded. All
 * meters have the tags {@code pipeline} and {@code environment}.
 */
public final class MicrometerListener implements RunListener {
    private final MeterRegistry registry;
    private volatile Tags tags = Tags.empty();

    /** Creates a listener for one run at a time, which registers its meters with {@link Metrics#globalRegistry}. */
    public MicrometerListener() {
        this(Metrics.globalRegistry);
    }

    /** Creates a listener for one run at a time, which registers its meters with a registry. */
    public MicrometerListener(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void runStarted(RunStart run) {
        tags = Tags.of("pipeline", run.pipeline(), "environment", run.environment());
    }

    private void record(String timer, Tags more, Duration duration) {
        registry.timer(timer, tags.and(more)).record(duration);
    }

    @Override
    public void datasetLoaded(DatasetEvent load) {
        record("freshet.dataset.load", Tags.of("dataset", load.dataset()), load.duration());
    }

    @Override
    public void datasetSaved(DatasetEvent save) {
        record("freshet.dataset.save", Tags.of("dataset", save.dataset()), save.duration());
    }

    @Override
    public void nodeRetried(String node, int tried, Throwable cause, Duration pause) {
        registry.counter("freshet.node.retries", tags.and("node", node)).increment();
    }

    @Override
    public void partitionFailed(PartitionFailure failure) {
        if (failure.pause().isPresent()) {
            registry.counter("freshet.node.retries", tags.and("node", failure.node()))
                    .increment();
        }
    }

    @Override
    public void nodeFinished(NodeReport node) {
        if (node instanceof NodeReport.Succeeded succeeded) {
            nodeRan(node, succeeded.timing());
        } else if (node instanceof NodeReport.Failed failed) {
            nodeRan(node, failed.timing());
        } else if (node instanceof NodeReport.Cancelled cancelled) {
            nodeRan(node, cancelled.timing());
        }
        for (OutputPartitions output : node.partitions()) {
            count(node, "made", output.made().size());
            count(node, "kept", output.kept());
            count(node, "removed", output.removed().size());
        }
    }

    private void count(NodeReport node, String action, int partitions) {
        registry.counter("freshet.node.partitions", tags.and("node", node.node(), "action", action))
                .increment(partitions);
    }

    private void nodeRan(NodeReport node, NodeReport.Timing timing) {
        record("freshet.node", Tags.of("node", node.node(), "outcome", node.outcome()), timing.ran());
        record("freshet.node.wait", Tags.of("node", node.node()), timing.waited());
    }

    @Override
    public void runFinished(RunEnd run) {
        for (NodeReport node : run.nodes()) {
            registry.counter("freshet.nodes", tags.and("outcome", node.outcome()))
                    .increment();
        }
        record("freshet.run", Tags.of("outcome", outcome(run)), run.duration());
        if (run.succeeded()) {
            LastSuccesses.set(registry, tags);
        }
    }

    private static String outcome(RunEnd run) {
        if (run.succeeded()) {
            return "succeeded";
        }
        return run.nodes().stream().anyMatch(NodeReport.Failed.class::isInstance) ? "failed" : "cancelled";
    }
}
