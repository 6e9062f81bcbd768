package dev.freshet.runtime.run.engine;

import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.run.NodeExecutor;
import dev.freshet.runtime.run.failure.FailureText;
import dev.freshet.runtime.run.partition.PartitionedCall;
import dev.freshet.runtime.run.progress.Task;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Calls nodes, within their time limits. */
final class Execution {
    /** How an attempt to run a node ended. */
    enum Tried {
        DONE,
        RETRY,
        FAILED,
        CANCELLED,
        /** Its partitions must be made, each in a separate call. */
        OPENED
    }

    private static final @Nullable Object[] NO_VALUES = {};

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
    /** The calls of nodes that are called for each partition of an input, by node. */
    private final Map<Integer, Partitioned> partitioned = new ConcurrentHashMap<>();
    /** The partitions to make, by node. */
    private final Map<Integer, List<String>> opened = new ConcurrentHashMap<>();

    /**
     * An attempt to run such a node.
     *
     * @param waited how long the node has waited for it, in nanoseconds
     */
    private record Partitioned(PartitionedCall call, int tried, long waited, long start) {}

    /** @param grace how long the run waits for an interrupted node */
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
     * Calls a node. Never throws.
     *
     * @param since when the node could have started
     */
    Tried execute(int node, long since) {
        long start = System.nanoTime();
        long waited = start - since;
        int tried = retries.begin(node);
        news.started(node, tried);
        if (calls.isByPartition(node)) {
            PartitionedCall all = calls.beginPartitions(node, RetryRules.resumes(tried));
            return open(node, new Partitioned(all, tried, waited, start));
        }
        NodeCalls.Call call = calls.begin(node, RetryRules.resumes(tried));
        Tried ended = Tried.DONE;
        @Nullable Object[] values = NO_VALUES;
        try {
            interrupts.enter();
            executor.prepare(call);
            start = System.nanoTime();
            waited = start - since;
            values = limited(node, call);
        } catch (Throwable e) {
            tried(node, tried, waited, start);
            ended = failed(node, e);
        } finally {
            interrupts.exit();
        }
        if (ended == Tried.DONE) {
            ended = publish(node, call, values);
            tried(node, tried, waited, start);
        }
        call.end();
        return ended;
    }

    /** Publishes what the call staged, while no interrupt can reach the thread: it would close files. */
    private Tried publish(int node, NodeCalls.Call call, @Nullable Object[] values) {
        try {
            call.publish();
            made.set(node, values);
            return Tried.DONE;
        } catch (Throwable e) {
            return failed(node, e);
        }
    }

    private void tried(int node, int tried, long waited, long start) {
        outcomes.tried(node, tried, waited, System.nanoTime() - start);
        news.tried(node);
    }

    /** Without objects for a time limit if the node has none, since most nodes have none. */
    private @Nullable Object[] limited(int node, NodeCalls.Call call) throws Exception {
        return graph.options(node).timeout().isEmpty()
                ? executor.execute(call)
                : limited(node, () -> executor.execute(call), call::giveUp);
    }

    private <T> T limited(int node, Callable<T> call, Runnable giveUp) throws Exception {
        Optional<Duration> timeout = graph.options(node).timeout();
        return timeout.isEmpty()
                ? call.call()
                : new TimeLimit(timeout.get(), grace).call("freshet-" + graph.node(node), call, giveUp);
    }

    private Tried open(int node, Partitioned all) {
        PartitionedCall call = all.call();
        try {
            interrupts.enter();
            opened.put(node, limited(node, () -> call.open(calls.commonInputs(node)), call::end));
            partitioned.put(node, all);
        } catch (Throwable e) {
            end(node, all);
            return failed(node, e);
        } finally {
            interrupts.exit();
        }
        if (!Objects.requireNonNull(opened.get(node)).isEmpty()) {
            return Tried.OPENED;
        }
        opened.remove(node);
        return finish(node);
    }

    private void end(int node, Partitioned all) {
        all.call().end();
        tried(node, Math.max(all.tried(), all.call().results().mostTries()), all.waited(), all.start());
    }

    /** Returns the partitions to make of a node that is {@link Tried#OPENED}. */
    List<String> takeOpened(int node) {
        return Objects.requireNonNull(opened.remove(node));
    }

    /** Makes a partition of a node, and records it. Never throws. */
    Tried execute(Task.Partition task) {
        PartitionedCall all = partitions(task.node()).call();
        int tried = all.results().begin(task.key());
        long start = System.nanoTime();
        NodeCalls.Call call = calls.begin(all, task.node(), task.key());
        Tried ended = Tried.DONE;
        try {
            interrupts.enter();
            executor.prepare(call);
            limited(task.node(), call);
        } catch (Throwable e) {
            ended = failed(all, task, tried, e);
        } finally {
            interrupts.exit();
        }
        if (ended == Tried.DONE) {
            ended = publish(all, call, task, tried);
        }
        call.end();
        news.partitionTried(task, System.nanoTime() - start);
        return ended;
    }

    /**
     * Publishes a partition, while no interrupt can reach the thread: it would close the file in which all partitions
     * are recorded.
     */
    private Tried publish(PartitionedCall all, NodeCalls.Call call, Task.Partition task, int tried) {
        try {
            call.publish();
            all.made(task.key());
            return Tried.DONE;
        } catch (Throwable e) {
            return failed(all, task, tried, e);
        }
    }

    private Tried failed(PartitionedCall all, Task.Partition task, int tried, Throwable e) {
        if (interrupts.isCancelling(e)) {
            return Tried.CANCELLED;
        }
        Throwable cause = FailureText.tellable(e);
        int lost = all.results().lost(task.key(), RetryRules.isLost(cause));
        if (retries.isTriedAgain(task, tried, lost, cause)) {
            all.results().retried(task.key(), cause);
            return Tried.RETRY;
        }
        all.failed(task.key(), RetryRules.told(cause));
        return Tried.FAILED;
    }

    /** Returns the pause before a partition is retried. */
    Duration pause(Task.Partition task) {
        return retries.pause(partitions(task.node()).call().results().tries(task.key()));
    }

    private Partitioned partitions(int node) {
        return Objects.requireNonNull(partitioned.get(node));
    }

    /** Finishes a node whose partitions are made, or will not be made. Never throws. */
    Tried finish(int node) {
        Partitioned all = partitions(node);
        Tried ended;
        try {
            ended = conclude(node, all.call());
        } catch (Throwable e) {
            ended = failed(node, e);
        }
        if (ended != Tried.OPENED) {
            partitioned.remove(node);
            end(node, all);
        }
        return ended;
    }

    private Tried conclude(int node, PartitionedCall all) throws Exception {
        Optional<Throwable> failure = all.failure(!interrupts.isCancelled());
        if (failure.isPresent()) {
            endings.fail(node, failure.get(), all.failures());
            return Tried.FAILED;
        }
        if (!all.isComplete()) {
            endings.cancel(node);
            return Tried.CANCELLED;
        }
        List<String> changed = all.takeChanged();
        if (!changed.isEmpty()) {
            opened.put(node, changed);
            return Tried.OPENED;
        }
        made.set(node, all.commit());
        return Tried.DONE;
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
        endings.fail(node, RetryRules.told(cause));
        return Tried.FAILED;
    }
}
