package dev.freshet.spark.runner;

import dev.freshet.runtime.worker.Frame;
import dev.freshet.spark.runner.executor.RelayPlugin.News;
import java.time.Duration;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Collects the news about a call: from its worker, in the order in which the worker sent them, and from its task. */
final class CallNews {
    private final Consumer<Frame> told;
    private final TreeMap<Integer, byte[]> early = new TreeMap<>();
    private int next;
    private boolean isStarted;
    private boolean isEnded;
    private boolean isKilled;
    private @Nullable RuntimeException failure;

    CallNews(Consumer<Frame> told) {
        this.told = told;
    }

    synchronized void add(News news) {
        switch (news.number()) {
            case News.STARTED -> isStarted = true;
            case News.ENDED -> isEnded = true;
            case News.KILLED -> isKilled = true;
            default -> early.put(news.number(), news.content());
        }
        for (byte[] content = early.remove(next); content != null; content = early.remove(next)) {
            next++;
            try {
                told.accept(new Frame(Frame.Kind.NEWS, content));
            } catch (RuntimeException e) {
                failure = e;
            }
        }
        notifyAll();
    }

    /** Waits for the start of the call, up to a time limit; returns whether it has started. */
    synchronized boolean awaitStart(Duration most) throws InterruptedException {
        await(most, () -> isStarted);
        return isStarted;
    }

    /** Waits for the end of an interrupted call; returns whether its worker had to be killed. */
    synchronized boolean awaitKill(Duration most) throws InterruptedException {
        await(most, () -> !isStarted || isEnded || isKilled);
        return isStarted && !isEnded;
    }

    /** Waits for a number of messages from the worker; returns whether they came in time. */
    synchronized boolean await(int count, Duration most) throws InterruptedException {
        boolean came = await(most, () -> next >= count);
        if (failure != null) {
            throw failure;
        }
        return came;
    }

    private boolean await(Duration most, BooleanSupplier until) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        while (!until.getAsBoolean()) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }
}
