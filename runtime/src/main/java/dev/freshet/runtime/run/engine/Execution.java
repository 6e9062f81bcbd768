package dev.freshet.runtime.run.engine;

import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.run.NodeExecutor;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Calls nodes, within their time limits. */
final class Execution {
    /** How a try of a node ended. */
    enum Tried {
        DONE,
        RETRY,
        FAILED,
        CANCELLED
    }

    private final PipelineGraph graph;
    private final NodeExecutor executor;
    private final Duration grace;
    private final NodeCalls calls;
    private final MadeValues made;
    private final Outcomes outcomes;
    private final RetryRules retries;
    private final NodeNews news;
    private final Endings endings;
    private final Interrupts interrupts;

    /** @param grace how long an interrupted node is waited for */
    Execution(
            PipelineGraph graph,
            NodeExecutor executor,
            Duration grace,
            NodeCalls calls,
            MadeValues made,
            Outcomes outcomes,
            RetryRules retries,
            NodeNews news,
            Endings endings,
            Interrupts interrupts) {
        this.graph = graph;
        this.executor = executor;
        this.grace = grace;
        this.calls = calls;
        this.made = made;
        this.outcomes = outcomes;
        this.retries = retries;
        this.news = news;
        this.endings = endings;
        this.interrupts = interrupts;
    }

    /**
     * Has a node called. Never throws.
     *
     * @param since when it could have started
     */
    Tried execute(int node, long since) {
        long start = System.nanoTime();
        long waited = start - since;
        int tried = retries.begin(node);
        news.started(node, tried);
        NodeCalls.Call call = calls.begin(node, RetryRules.resumes(tried));
        try {
            interrupts.enter();
            executor.prepare(call);
            start = System.nanoTime();
            waited = start - since;
            made.set(node, call(call, graph.options(node).timeout()));
            tried(node, waited, start);
            return Tried.DONE;
        } catch (Throwable e) {
            tried(node, waited, start);
            return failed(node, e);
        } finally {
            interrupts.exit();
            call.end();
        }
    }

    private void tried(int node, long waited, long start) {
        outcomes.tried(node, waited, System.nanoTime() - start);
        news.tried(node);
    }

    private @Nullable Object[] call(NodeCalls.Call call, Optional<Duration> timeout) throws Exception {
        return timeout.isEmpty()
                ? executor.execute(call)
                : new TimeLimit(timeout.get(), grace)
                        .call("freshet-" + call.name(), () -> executor.execute(call), call::giveUp);
    }

    private Tried failed(int node, Throwable e) {
        if (interrupts.isCancelling(e)) {
            endings.cancel(node);
            return Tried.CANCELLED;
        }
        Throwable cause = FailureText.tellable(e);
        if (retries.isTriedAgain(node, cause)) {
            return Tried.RETRY;
        }
        endings.fail(node, cause);
        return Tried.FAILED;
    }
}
