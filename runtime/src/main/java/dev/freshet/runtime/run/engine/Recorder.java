package dev.freshet.runtime.run.engine;

import dev.freshet.runtime.run.tracking.Tracking;
import java.time.Duration;

/** Records nodes whose outputs are saved. */
final class Recorder {
    private final Tracking tracking;
    private final Outcomes outcomes;
    private final MadeValues made;
    private final NodeNews news;

    Recorder(Tracking tracking, Outcomes outcomes, MadeValues made, NodeNews news) {
        this.tracking = tracking;
        this.outcomes = outcomes;
        this.made = made;
        this.news = news;
    }

    /** Records a node, after its upstream nodes, and reports its end. Never throws; returns whether it succeeded. */
    boolean record(int node) {
        made.drop(node);
        try {
            outcomes.succeeded(node, tracking.finished(node, Duration.ofNanos(outcomes.nanos(node))));
        } catch (Throwable e) {
            outcomes.failed(node, e);
            tracking.gaveUp(node);
        }
        news.finished(node);
        return outcomes.hasSucceeded(node);
    }
}
