package dev.freshet.runtime.run.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.change.Reason;
import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.runtime.hook.RunListener;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.run.tracking.Tracking;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What listeners hear of the ends of nodes, and when. */
final class RecorderTest {
    private final PipelineGraph graph = PipelineGraph.parse("a = P.a() -> x\nb = P.b(x) -> y\nc = P.c(y) -> z\n");
    private final List<String> heard = new ArrayList<>();
    private final Outcomes outcomes = new Outcomes(graph);
    private final NodeNews news = new NodeNews(graph, outcomes, new Listeners(List.of(new RunListener() {
        @Override
        public void nodeFinished(NodeReport node) {
            heard.add(node.node() + " " + node.outcome());
        }
    })));
    private final Map<Integer, CompletableFuture<Boolean>> answers = new HashMap<>();
    private final Recorder recorder = new Recorder(
            new Tracking() {
                @Override
                public Optional<List<Reason>> reasons(int node) {
                    return Optional.empty();
                }

                @Override
                public CompletableFuture<Boolean> accepted(int node) {
                    return answers.computeIfAbsent(node, any -> new CompletableFuture<>());
                }
            },
            outcomes,
            new MadeValues(graph, null, null, null, node -> false, outcomes),
            news,
            Runnable::run);

    private void fail(int node) {
        outcomes.failed(node, new IllegalStateException("no"));
        news.finished(node);
    }

    @Test
    void result_isToldOf_whenItIsKnownToCount() {
        assertThat(recorder.record(0)).isTrue();
        assertThat(heard).isEmpty();
        answers.get(0).complete(true);
        assertThat(heard).containsExactly("a succeeded");
    }

    @Test
    void resultThatAnotherRunTookOver_isToldOfAsFailed_once() {
        recorder.record(0);
        answers.get(0).complete(false);
        recorder.awaitTold();
        assertThat(heard).isEmpty();
        outcomes.failed(0, new IllegalStateException("another run took a over"));
        news.finishedAtLast(0);
        assertThat(heard).containsExactly("a failed");
    }

    @Test
    void resultThatCannotBeShared_counts() {
        recorder.record(0);
        answers.get(0).completeExceptionally(new IllegalStateException("nobody answers"));
        assertThat(heard).containsExactly("a succeeded");
    }

    /** A node can read a value from memory and fail before its producer is recorded. */
    @Test
    void failure_isToldOf_afterThoseBeforeIt() {
        fail(1);
        assertThat(heard).isEmpty();
        recorder.record(0);
        answers.get(0).complete(true);
        assertThat(heard).containsExactly("a succeeded", "b failed");
        fail(2);
        assertThat(heard).containsExactly("a succeeded", "b failed", "c failed");
    }

    @Test
    void failures_inARow_areToldOfInTheirOrder() {
        fail(2);
        fail(1);
        fail(0);
        assertThat(heard).containsExactly("a failed", "b failed", "c failed");
    }

    @Test
    void failure_behindANodeThatIsSkipped_isToldOfAtOnce() {
        outcomes.skipped(0);
        fail(1);
        assertThat(heard).containsExactly("b failed");
    }

    @Test
    void failure_isToldOf_whenTheRunEnds_atTheLatest() {
        fail(1);
        news.finishedAtLast(0);
        news.finishedAtLast(1);
        assertThat(heard).containsExactly("a not run", "b failed");
    }
}
