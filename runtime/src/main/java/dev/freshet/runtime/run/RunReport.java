package dev.freshet.runtime.run;

import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.runtime.plan.DatasetRef;
import dev.freshet.runtime.run.session.ReportJson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What became of a run: of each node, and the values that it made. */
public interface RunReport {
    /** The run's id, unique among the runs of a project. */
    String runId();

    /** The pipeline's name. */
    String pipeline();

    /** When the first node could start. */
    Instant start();

    /** From then until the last node ended. */
    Duration duration();

    /** Every node of the pipeline, in an order in which they can run. */
    List<NodeReport> nodes();

    /**
     * Returns the number of nodes if nothing had to run: each is up to date or {@linkplain #inMemoryNodes in memory}.
     * Else 0.
     */
    int upToDateNodes();

    /** Returns how many of the {@link #upToDateNodes} store nothing, and are not needed by a node that must run. */
    int inMemoryNodes();

    /** Returns whether every node succeeded or was up to date. */
    boolean succeeded();

    /** The first node that failed. */
    default Optional<NodeReport.Failed> failure() {
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
     * A value of this run: of a stored dataset, of one that no node reads, or of one that {@link Run#keep} names.
     *
     * @throws IllegalArgumentException if the pipeline has no such dataset
     * @throws IllegalStateException if the run does not have it (any more): its node did not succeed, or it was only
     *     handed on in memory
     * @throws dev.freshet.dataset.DatasetException if it is stored and cannot be loaded
     */
    <T> T get(DatasetRef<T> dataset);

    /**
     * What went wrong beside the nodes, such as a listener that threw, and what datasets warned of, such as rows that were
     * left out: texts of a line or more.
     */
    List<String> warnings();

    /** All of it for machines, as maps, lists, strings, numbers and booleans. */
    default Map<String, Object> toJson() {
        return ReportJson.of(this);
    }

    /** Where the datasets that this run saved are, by name. */
    Map<String, String> saved();
}
