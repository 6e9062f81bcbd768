package dev.freshet.spark.runner;

import dev.freshet.runtime.worker.Frame;
import dev.freshet.spark.runner.executor.RelayPlugin;
import java.time.Duration;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Puts the news of a call into the order in which the worker told them. */
final class NewsQueue {
    private final Consumer<Frame> told;
    private final TreeMap<Integer, byte[]> early = new TreeMap<>();
    private int next;
    private @Nullable RuntimeException failure;

    NewsQueue(Consumer<Frame> told) {
        this.told = told;
    }

    synchronized void add(RelayPlugin.News news) {
        early.put(news.number(), news.content());
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

    /** Waits for as many news; returns whether they came in time. */
    synchronized boolean await(int count, Duration most) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        while (next < count) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        if (failure != null) {
            throw failure;
        }
        return true;
    }
}
