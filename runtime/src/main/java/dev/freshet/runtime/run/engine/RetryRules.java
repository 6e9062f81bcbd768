package dev.freshet.runtime.run.engine;

import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.run.WorkerException;
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
 *   <li>A try counts from the moment the node is handed to the runner, also if the runner cannot get ready for it.
 *   <li>A node is tried again, as often as it declares, after an exception. A time limit that has passed is one. After
 *   an
 *       {@link Error} it is not tried again, nor once another run has taken it over.
 *   <li>A call whose worker was lost is made again, up to {@value #MOST_LOSSES} times in a run for each node, and for
 *       each partition of a node that is called for each. That does not count as a retry.
 *   <li>The first pause is that of the run's options. Each further one is twice as long, up to a minute.
 *   <li>Once a run is cancelled, nothing is tried again. Once it starts no further node, a node that waits for its next
 *   try has
 *       failed of what its last try failed of.
 *   <li>A later try resumes what an earlier one stored: partitions that it made count, also if the node was forced to
 *   make all
 *       anew.
 *   <li>Of a node that is called for each partition of an input, each partition is tried again by itself, by the same
 *       rules.
 *   <li>An output that cannot be saved is saved again by the same rules. The node is not called again for it.
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
    /** Written by the one thread that runs the node; the engine's lock lies between two of them. */
    private final int[] tries;
    /** How often the worker of a node was lost; written as the tries are. */
    private final int[] losses;
    /** How often it was looked whether another run still works on a node; guarded by the engine's lock. */
    private final int[] looks;
    /** What the last try of nodes that are tried again failed of. */
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

    /** A try of a node begins; returns which, from 1. */
    int begin(int node) {
        return ++tries[node];
    }

    /** Whether a try goes on with what an earlier one stored. */
    static boolean resumes(int tried) {
        return tried > 1;
    }

    /** A try of a node failed; returns whether the node is to be tried again, and tells so. */
    boolean isTriedAgain(int node, Throwable cause) {
        losses[node] += isLost(cause) ? 1 : 0;
        if (!isAllowed(node, tries[node], losses[node], cause)) {
            return false;
        }
        causes.put(node, cause);
        news.retried(node, tries[node], cause, pause(tries[node]));
        return true;
    }

    /** A try of a partition failed, which is told; returns whether the partition is to be tried again. */
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

    /** Whether a call failed of its worker, and maybe not of the node. */
    static boolean isLost(Throwable cause) {
        return cause instanceof WorkerException worker && worker.isLost();
    }

    /** What is told of a node that failed for good: if its worker was lost, that it was lost each time. */
    static Throwable told(Throwable cause) {
        return isLost(cause)
                ? new WorkerException("its worker was lost " + (MOST_LOSSES + 1) + " times, most recently: "
                        + cause.getMessage()
                        + "; if it is the node that ends its worker, as by memory outside the heap, give it more, or"
                        + " let it do less at a time")
                : cause;
    }

    /** How long a node that is to be tried again waits for it. */
    Duration pauseOf(int node) {
        return pause(tries[node]);
    }

    /** How long a node waits before it is looked again whether another run still works on it. */
    Duration pauseForOthers(int node) {
        Duration pause = FIRST_LOOK.multipliedBy(1L << Math.min(looks[node]++, 5));
        return pause.compareTo(LONGEST_LOOK) > 0 ? LONGEST_LOOK : pause;
    }

    /** How long the pause after a try is. */
    Duration pause(int tried) {
        Duration first = firstPause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : firstPause;
        Duration pause = first.multipliedBy(1L << Math.min(tried - 1, 30));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    /** What the last try failed of, of a node that was to be tried again. */
    Throwable lastCause(int node) {
        return Objects.requireNonNull(causes.get(node));
    }

    /**
     * Saves an output of a node. Never throws.
     *
     * @return what the last try failed of; null if it is saved
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
