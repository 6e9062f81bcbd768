package dev.freshet.runtime.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that read and write the storage. Tasks never wait for other tasks. */
final class Transfers implements AutoCloseable {
    private static final int THREADS = 8;
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final ThreadPoolExecutor threads;

    Transfers() {
        threads = new ThreadPoolExecutor(
                THREADS, THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Transfers::thread);
        threads.allowCoreThreadTimeOut(true);
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "freshet-cache-" + NUMBER.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    /** Work on one object. */
    interface Task<T> {
        T run() throws CacheFault;
    }

    /**
     * Runs tasks in parallel and returns their results in the same order. If one fails, the others are stopped and
     * waited for.
     *
     * @throws InterruptedException if the calling thread was interrupted; the tasks are stopped, but not waited for
     */
    <T> List<T> all(List<Task<T>> tasks, Meter meter) throws CacheFault, InterruptedException {
        List<Future<T>> running = new ArrayList<>();
        for (Task<T> task : tasks) {
            running.add(threads.submit(() -> run(task, meter)));
        }
        try {
            return results(running);
        } catch (InterruptedException e) {
            meter.stop();
            throw e;
        }
    }

    private static <T> T run(Task<T> task, Meter meter) throws CacheFault {
        try {
            meter.moved(0);
            return task.run();
        } catch (CacheFault | RuntimeException | Error e) {
            meter.stop();
            throw e;
        }
    }

    /** Waits for all tasks. The failure that stopped the others counts, and not how they ended. */
    private static <T> List<T> results(List<Future<T>> running) throws CacheFault, InterruptedException {
        List<T> results = new ArrayList<>();
        Throwable failure = null;
        for (Future<T> task : running) {
            try {
                results.add(task.get());
            } catch (ExecutionException e) {
                if (failure == null || failure instanceof CancellationException) {
                    failure = e.getCause();
                }
            }
        }
        if (failure instanceof CacheFault fault) {
            throw fault;
        }
        if (failure instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        return results;
    }

    boolean awaitEnd() throws InterruptedException {
        return threads.awaitTermination(1, TimeUnit.MINUTES);
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
