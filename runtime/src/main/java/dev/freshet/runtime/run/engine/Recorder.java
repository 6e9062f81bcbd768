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
    /** Of nodes whose ends are told when it is known that their results count. */
    private final Queue<CompletableFuture<?>> telling = new ConcurrentLinkedQueue<>();

    /** @param threads tell of nodes whose results are found to count later */
    Recorder(Tracking tracking, Outcomes outcomes, MadeValues made, NodeNews news, Executor threads) {
        this.threads = threads;
        this.tracking = tracking;
        this.outcomes = outcomes;
        this.made = made;
        this.news = news;
    }

    /**
     * Records a node, after those before it, and tells of it: at once, or when it is known that no other run had taken
     * it over. If one had, the node is told of as failed when the run ends.
     * throws; returns whether it succeeded.
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
        CompletableFuture<Boolean> accepted =
                isRecorded ? tracking.accepted(node) : CompletableFuture.completedFuture(true);
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

    /** Waits until all ends are told that were to be told. To be called when all results are settled. */
    void awaitTold() {
        telling.forEach(CompletableFuture::join);
    }
}
