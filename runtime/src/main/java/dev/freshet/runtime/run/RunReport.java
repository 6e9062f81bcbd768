package dev.freshet.runtime.run;

import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.runtime.plan.DatasetRef;
import dev.freshet.runtime.run.session.ReportJson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The outcome of a run and of each node, and the values that the run made. */
public interface RunReport {
    /** Returns the run's id, unique among the runs of a project. */
    String runId();

    /** Returns the pipeline's name. */
    String pipeline();

    /** Returns when the first node could start. */
    Instant start();

    /** Returns the time from {@link #start} until the last node ended. */
    Duration duration();

    /** Returns the report of every node of the pipeline, in an order in which the nodes can run. */
    List<NodeReport> nodes();

    /**
     * Returns the number of nodes if nothing had to run: each is up to date, {@linkplain #inMemoryNodes in memory} or
     * {@linkplain #keptBackNodes kept back}. Otherwise returns 0.
     */
    int upToDateNodes();

    /** Returns how many of the {@link #upToDateNodes} store nothing and are not needed by a node that must run. */
    int inMemoryNodes();

    /**
     * Returns how many of the {@link #upToDateNodes} are not up to date, but are kept from running by their declaration
     * or by the run's options.
     */
    int keptBackNodes();

    /** Returns whether every node succeeded or was up to date. */
    boolean succeeded();

    /** Returns the first node that failed. */
    default Optional<NodeReport.Failed> failure() {
        return nodes().stream()
                .filter(NodeReport.Failed.class::isInstance)
                .map(NodeReport.Failed.class::cast)
                .findFirst();
    }

    /**
     * Returns this report, if every node succeeded.
     *
     * @throws RunFailedException if a node did not succeed
     */
    default RunReport orThrow() {
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
     * Returns a value of this run: of a stored dataset, of a dataset that no node reads, or of one that {@link
     * Run#keep} names.
     *
     * @throws IllegalArgumentException if the pipeline has no such dataset
     * @throws IllegalStateException if the run does not have the value, or no longer: its node did not succeed, or the
     *     value was in memory and was dropped after its last consumer
     * @throws dev.freshet.dataset.DatasetException if it is stored and cannot be loaded
     */
    <T> T get(DatasetRef<T> dataset);

    /**
     * Returns the warnings of listeners and datasets, such as a listener that threw, or rows that were left out. Each
     * has a line or more.
     */
    List<String> warnings();

    /** Returns the report as maps, lists, strings, numbers and booleans, for {@code --json}. */
    default Map<String, Object> toJson() {
        return ReportJson.of(this);
    }

    /** Returns the locations of the datasets that this run saved, by name. */
    Map<String, String> saved();
}
