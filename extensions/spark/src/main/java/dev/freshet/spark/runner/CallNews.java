package dev.freshet.spark.runner;

import dev.freshet.runtime.worker.Frame;
import dev.freshet.spark.runner.executor.RelayPlugin.Heard;
import dev.freshet.spark.runner.executor.RelayPlugin.News;
import java.time.Duration;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Collects the news about a call: from its worker, in the order in which the worker sent them, and from its task.
 * Spark's thread, which receives the news of all calls, only adds them. What they cause, such as the publication of a
 * partition, is done by the thread that waits for the call, so that it delays no other call.
 */
final class CallNews {
    private final Consumer<Frame> told;
    /** The news that were received and not processed yet. */
    private final TreeMap<Integer, byte[]> waiting = new TreeMap<>();
    /** The number of the next message to process. */
    private int next;

    private boolean isStarted;
    private boolean isEnded;
    private boolean isKilled;
    private @Nullable RuntimeException failure;

    CallNews(Consumer<Frame> told) {
        this.told = told;
    }

    /** Adds news, which may have been received before; returns whether they are already processed. */
    synchronized Heard add(News news) {
        switch (news.number()) {
            case News.STARTED -> isStarted = true;
            case News.ENDED -> isEnded = true;
            case News.KILLED -> isKilled = true;
            default -> {
                if (news.number() < next) {
                    return Heard.TAKEN;
                }
                waiting.putIfAbsent(news.number(), news.content());
            }
        }
        notifyAll();
        return Heard.WAITS;
    }

    /** Wakes the waiting threads, so that they check again. */
    synchronized void wake() {
        notifyAll();
    }

    /** Waits for the start of the call, up to a time limit; returns whether it has started. */
    synchronized boolean awaitStart(Duration most, BooleanSupplier isOver) throws InterruptedException {
        await(most, () -> isStarted || isOver.getAsBoolean());
        return isStarted;
    }

    /** Waits for the end of an interrupted call; returns whether its worker had to be killed. */
    synchronized boolean awaitKill(Duration most) throws InterruptedException {
        await(most, () -> !isStarted || isEnded || isKilled);
        return isStarted && !isEnded;
    }

    /** Waits for the next message of the worker, up to a time limit, and processes it; returns whether it came. */
    boolean take(Duration most, BooleanSupplier isOver) throws InterruptedException {
        byte[] content;
        synchronized (this) {
            await(most, () -> waiting.containsKey(next) || isOver.getAsBoolean());
            content = waiting.get(next);
        }
        if (content == null) {
            return false;
        }
        try {
            told.accept(new Frame(Frame.Kind.NEWS, content));
        } catch (RuntimeException e) {
            failure = failure == null ? e : failure;
        }
        synchronized (this) {
            waiting.remove(next);
            next++;
        }
        return true;
    }

    /** Processes a number of messages from the worker; returns whether each came in time. */
    boolean takeAll(int count, Duration most) throws InterruptedException {
        boolean isComplete = true;
        while (isComplete && next < count) {
            isComplete = take(most, () -> false);
        }
        if (failure != null) {
            throw failure;
        }
        return isComplete;
    }

    private void await(Duration most, BooleanSupplier until) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        while (!until.getAsBoolean()) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return;
            }
            wait(left);
        }
    }
}
