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
 * What is heard of a call: news of its worker, in the order in which the worker told them, and of its task. The thread
 * of Spark that hears of all calls only adds them. Whatever they cause, such as the publication of a partition, is done
 * by the thread that waits for the call, and delays no other.
 */
final class CallNews {
    private final Consumer<Frame> told;
    /** What was heard and not taken. */
    private final TreeMap<Integer, byte[]> waiting = new TreeMap<>();
    /** The number of the next news to be taken. */
    private int next;

    private boolean isStarted;
    private boolean isEnded;
    private boolean isKilled;
    private @Nullable RuntimeException failure;

    CallNews(Consumer<Frame> told) {
        this.told = told;
    }

    /** Adds what may have been heard before; returns whether it was taken. */
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

    /** Those who wait look again. */
    synchronized void wake() {
        notifyAll();
    }

    /** Waits a while for the start of the call; returns whether it has started. */
    synchronized boolean awaitStart(Duration most, BooleanSupplier isOver) throws InterruptedException {
        await(most, () -> isStarted || isOver.getAsBoolean());
        return isStarted;
    }

    /** Waits for the end of a call that was told to end; returns whether its worker had to be ended. */
    synchronized boolean awaitKill(Duration most) throws InterruptedException {
        await(most, () -> !isStarted || isEnded || isKilled);
        return isStarted && !isEnded;
    }

    /** Waits a while for the next news of the worker, and takes it; returns whether it came. */
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

    /** Takes as many news of the worker; returns whether each came in time. */
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
