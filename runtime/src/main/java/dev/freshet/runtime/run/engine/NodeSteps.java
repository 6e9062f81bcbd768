package dev.freshet.runtime.run.engine;

import dev.freshet.runtime.run.progress.Task;
import org.jspecify.annotations.Nullable;

/** Does the tasks that the {@link Engine} gives out, without the engine's lock. */
final class NodeSteps {
    private final Engine engine;
    private final Decider decider;
    private final Execution execution;
    private final Delivery delivery;
    private final Recorder recorder;
    private final Loader loader;
    private final Background background;
    private final NodeNews news;
    private final boolean asks;
    private final boolean decidesMany;

    /**
     * @param asks whether nodes are decided before they run and recorded afterwards
     * @param decidesMany whether several nodes are decided ahead at the same time; see {@link DecideAhead}
     */
    NodeSteps(
            Engine engine,
            Decider decider,
            Execution execution,
            Delivery delivery,
            Recorder recorder,
            Loader loader,
            Background background,
            NodeNews news,
            boolean asks,
            boolean decidesMany) {
        this.decidesMany = decidesMany;
        this.engine = engine;
        this.decider = decider;
        this.execution = execution;
        this.delivery = delivery;
        this.recorder = recorder;
        this.loader = loader;
        this.background = background;
        this.news = news;
        this.asks = asks;
    }

    /** Does a task from {@link Engine#take}; returns what this thread does next, or {@link Task.None#NOW}. */
    Task perform(Task task) {
        Task next = Task.None.NOW;
        if (task instanceof Task.Execute start) {
            lookAhead();
            next = execute(start);
        } else if (task instanceof Task.Partition start) {
            next = engine.partitionEnded(start, execution.execute(start), execution.pause(start));
        } else if (task instanceof Task.Finish end) {
            next = finish(end.node());
        } else if (task instanceof Task.Decide question) {
            decide(question);
        } else if (task instanceof Task.Load load) {
            loader.startAhead(load.node());
            return next;
        }
        recordAll();
        return next;
    }

    private void lookAhead() {
        for (Task ahead = asks ? engine.takeAhead() : Task.None.NOW;
                ahead != Task.None.NOW;
                ahead = decidesMany ? engine.takeAhead() : Task.None.NOW) {
            Task taken = ahead;
            background.execute(() -> perform(taken));
        }
    }

    private void decide(Task.Decide task) {
        Decider.Verdict verdict = decider.decide(task.node());
        engine.decided(task, verdict);
        if (task.isAhead()) {
            lookAhead();
        }
        if (verdict == Decider.Verdict.FAIL) {
            news.finished(task.node());
        }
    }

    private Task execute(Task.Execute task) {
        int node = task.node();
        Execution.Tried tried = execution.execute(node, task.since());
        if (tried == Execution.Tried.OPENED) {
            engine.opened(node, execution.takeOpened(node), false);
            return Task.None.NOW;
        }
        int saves = handOver(node, tried);
        return follow(node, tried, saves, engine.executed(node, tried, saves));
    }

    private Task finish(int node) {
        Execution.Tried tried = execution.finish(node);
        if (tried == Execution.Tried.OPENED) {
            engine.opened(node, execution.takeOpened(node), true);
            return Task.None.NOW;
        }
        int saves = handOver(node, tried);
        return follow(node, tried, saves, engine.finished(node, tried, saves));
    }

    /** Passes on a node's values; returns how many outputs must be saved. */
    private int handOver(int node, Execution.Tried tried) {
        if (tried != Execution.Tried.DONE) {
            return 0;
        }
        int saves = delivery.handOver(node);
        if (!asks) {
            recorder.record(node);
        }
        return saves;
    }

    private Task follow(int node, Execution.Tried tried, int saves, Executed executed) {
        if (saves > 0 && executed.isToBeSaved()) {
            background.save(node, this::saved);
        }
        if (executed.counts() && (tried == Execution.Tried.FAILED || tried == Execution.Tried.CANCELLED)) {
            news.finished(node);
        }
        return executed.next();
    }

    private void saved(int node, @Nullable Throwable failure) {
        if (engine.saved(node, failure)) {
            news.finished(node);
        }
        recordAll();
    }

    private void recordAll() {
        for (int node = asks ? engine.takeRecord() : -1; node >= 0; node = engine.takeRecord()) {
            engine.recorded(node, recorder.record(node));
        }
    }
}
