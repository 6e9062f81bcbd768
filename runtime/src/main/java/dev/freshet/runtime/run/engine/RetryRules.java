package dev.freshet.runtime.run.engine;

import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.run.WorkerException;
import dev.freshet.runtime.run.failure.FailureText;
import dev.freshet.runtime.run.progress.Task;
import dev.freshet.runtime.state.StateSupersededException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The rules of retries, for nodes and for saves:
 *
 * <ul>
 *   <li>An attempt counts once the node is passed to the runner, even if the runner cannot prepare the call.
 *   <li>A node is retried after an exception, as often as it declares. A passed time limit is an exception. A node is
 *       not retried after an {@link Error}, or if another run has taken it over.
 *   <li>A call whose worker was lost is repeated, up to {@value #MOST_LOSSES} times in a run for each node, or for each
 *       partition of a node that is called for each partition. This does not count as a retry.
 *   <li>The run's options set the first pause. Each further pause is twice as long, up to a minute.
 *   <li>Once a run is cancelled, nothing is retried. Once a run starts no further node, a node that waits for its next
 *       attempt fails with the failure of its last attempt.
 *   <li>A later attempt resumes an earlier one: partitions that the earlier one stored count, even if the node was
 *       forced to recompute everything.
 *   <li>If a node is called for each partition of an input, each partition is retried separately, by the same rules.
 *   <li>A failed save is retried by the same rules, without calling the node again.
 * </ul>
 */
final class RetryRules {
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final int MOST_LOSSES = 3;
    private static final Duration FIRST_LOOK = Duration.ofMillis(100);
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(2);

    private final PipelineGraph graph;
    private final Duration firstPause;
    private final BooleanSupplier isCancelled;
    private final NodeNews news;
    /**
     * Attempts by node. Written by the thread that runs the node; the engine's lock is taken between two of these
     * threads.
     */
    private final int[] tries;
    /** How often the worker of a node was lost; written as {@link #tries} are. */
    private final int[] losses;
    /** How often the run has checked whether another run still works on a node; guarded by the engine's lock. */
    private final int[] looks;
    /** The failures of the last attempts, by node that will be retried. */
    private final Map<Integer, Throwable> causes = new ConcurrentHashMap<>();

    RetryRules(PipelineGraph graph, Duration firstPause, BooleanSupplier isCancelled, NodeNews news) {
        this.graph = graph;
        this.firstPause = firstPause;
        this.isCancelled = isCancelled;
        this.news = news;
        tries = new int[graph.nodeCount()];
        losses = new int[graph.nodeCount()];
        looks = new int[graph.nodeCount()];
    }

    /** An attempt to run a node begins; returns its number, from 1. */
    int begin(int node) {
        return ++tries[node];
    }

    /** Returns whether an attempt resumes an earlier one. */
    static boolean resumes(int tried) {
        return tried > 1;
    }

    /** An attempt failed; returns whether the node is retried, and tells the listeners. */
    boolean isTriedAgain(int node, Throwable cause) {
        losses[node] += isLost(cause) ? 1 : 0;
        if (!isAllowed(node, tries[node], losses[node], cause)) {
            return false;
        }
        causes.put(node, cause);
        news.retried(node, tries[node], cause, pause(tries[node]));
        return true;
    }

    /** An attempt to make a partition failed; returns whether the partition is retried, and tells the listeners. */
    boolean isTriedAgain(Task.Partition task, int tried, int lost, Throwable cause) {
        boolean isTriedAgain = isAllowed(task.node(), tried, lost, cause);
        news.partitionFailed(task, tried, cause, Optional.of(pause(tried)).filter(pause -> isTriedAgain));
        return isTriedAgain;
    }

    private boolean isAllowed(int node, int tried, int lost, Throwable cause) {
        if (isLost(cause)) {
            return lost <= MOST_LOSSES;
        }
        return cause instanceof Exception
                && !(FailureText.cause(cause) instanceof StateSupersededException)
                && tried - lost <= graph.options(node).retries();
    }

    /** Returns whether a call failed because its worker was lost, perhaps through no fault of the node. */
    static boolean isLost(Throwable cause) {
        return cause instanceof WorkerException worker && worker.isLost();
    }

    /** Returns the failure to report for a node that is not retried; if its worker was lost, it says how often. */
    static Throwable told(Throwable cause) {
        return isLost(cause)
                ? new WorkerException("its worker was lost " + (MOST_LOSSES + 1) + " times, most recently: "
                        + cause.getMessage()
                        + "; if the node needs memory outside the heap, leave it more, or let it do less at a time")
                : cause;
    }

    /** Returns the pause before a node is retried. */
    Duration pauseOf(int node) {
        return pause(tries[node]);
    }

    /** Returns the pause before the run checks again whether another run still works on a node. */
    Duration pauseForOthers(int node) {
        Duration pause = FIRST_LOOK.multipliedBy(1L << Math.min(looks[node]++, 5));
        return pause.compareTo(LONGEST_LOOK) > 0 ? LONGEST_LOOK : pause;
    }

    /** Returns the pause after an attempt. */
    Duration pause(int tried) {
        Duration first = firstPause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : firstPause;
        Duration pause = first.multipliedBy(1L << Math.min(tried - 1, 30));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    /** Returns the failure of the last attempt of a node that waits to be retried. */
    Throwable lastCause(int node) {
        return Objects.requireNonNull(causes.get(node));
    }

    /**
     * Saves an output of a node. Never throws.
     *
     * @return the failure of the last attempt; null if the output is saved
     */
    @Nullable
    Throwable save(int node, Runnable save) {
        for (int tried = 1; ; tried++) {
            try {
                save.run();
                return null;
            } catch (Throwable e) {
                if (!isAllowed(node, tried, 0, e) || isCancelled.getAsBoolean()) {
                    return e;
                }
                news.retried(node, tried, FailureText.tellable(e), pause(tried));
                try {
                    Thread.sleep(pause(tried).toMillis());
                } catch (InterruptedException interrupted) {
                    return e;
                }
            }
        }
    }
}
