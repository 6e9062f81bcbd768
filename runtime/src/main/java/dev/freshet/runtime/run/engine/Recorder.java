package dev.freshet.runtime.run.engine;

import dev.freshet.runtime.run.tracking.Tracking;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;

/** Records nodes whose outputs are saved. */
final class Recorder {
    private final Tracking tracking;
    private final Outcomes outcomes;
    private final MadeValues made;
    private final NodeNews news;
    private final Executor threads;
    /** The nodes whose ends are reported once it is known that their results count. */
    private final Queue<CompletableFuture<?>> telling = new ConcurrentLinkedQueue<>();

    /** @param threads the threads that report nodes whose results are found to count later */
    Recorder(Tracking tracking, Outcomes outcomes, MadeValues made, NodeNews news, Executor threads) {
        this.threads = threads;
        this.tracking = tracking;
        this.outcomes = outcomes;
        this.made = made;
        this.news = news;
    }

    /**
     * Records a node, after its upstream nodes, and reports its end: at once, or once it is known that no other run had
     * taken the node over. If one had, the node is reported as failed when the run ends. Never throws; returns whether
     * it succeeded.
     */
    boolean record(int node) {
        made.drop(node);
        try {
            outcomes.succeeded(node, tracking.finished(node, Duration.ofNanos(outcomes.nanos(node))));
        } catch (Throwable e) {
            outcomes.failed(node, e);
            tracking.gaveUp(node);
        }
        boolean isRecorded = outcomes.hasSucceeded(node);
        CompletableFuture<Boolean> accepted = isRecorded ? tracking.accepted(node) : Tracking.ACCEPTED;
        if (accepted.isDone()) {
            tell(node, accepted);
        } else {
            telling.add(accepted.handleAsync(
                    (counts, failure) -> {
                        tell(node, accepted);
                        return true;
                    },
                    threads));
        }
        return isRecorded;
    }

    /** A result that could not be shared counts in the checkout. */
    private void tell(int node, CompletableFuture<Boolean> accepted) {
        if (accepted.isCompletedExceptionally() || accepted.join()) {
            news.finished(node);
        }
    }

    /** Waits until all pending ends are reported. Call this when all results are settled. */
    void awaitTold() {
        telling.forEach(CompletableFuture::join);
    }
}
