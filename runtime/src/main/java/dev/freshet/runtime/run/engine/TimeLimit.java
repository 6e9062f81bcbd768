package dev.freshet.runtime.run.engine;

import dev.freshet.config.Quantities;
import dev.freshet.runtime.run.WorkerException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls tasks on a separate thread. When the time limit has passed, it interrupts the thread, and finally leaves it
 * behind.
 */
final class TimeLimit {
    private final Duration limit;
    /** How long to wait for an interrupted thread. */
    private final Duration grace;

    TimeLimit(Duration limit, Duration grace) {
        this.limit = limit;
        this.grace = grace;
    }

    /**
     * Calls a task.
     *
     * @param givenUp called when the time limit has passed, before the thread is interrupted
     * @throws TimeoutException if the time limit has passed
     * @throws InterruptedException if the calling thread was interrupted; the task's thread was then interrupted, too
     * @throws Exception what the task threw
     */
    <T> T call(String name, Callable<T> callable, Runnable givenUp) throws Exception {
        FutureTask<T> task = new FutureTask<>(callable);
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
        thread.start();
        try {
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw Futures.thrown(e);
        } catch (TimeoutException e) {
            givenUp.run();
            thread.interrupt();
            thread.join(Math.max(1, grace.toMillis()));
            throw new TimeoutException("it took longer than " + Quantities.text(limit) + " and "
                    + (thread.isAlive()
                            ? "did not react to being interrupted; its thread \"" + name + "\" was left behind"
                            : ending(task)));
        } catch (InterruptedException e) {
            thread.interrupt();
            thread.join(Math.max(1, grace.toMillis()));
            throw e;
        }
    }

    /** Returns how an interrupted call ended, in words. */
    private static String ending(FutureTask<?> task) throws InterruptedException {
        try {
            task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof WorkerException worker) {
                return String.valueOf(worker.getMessage());
            }
        }
        return "was interrupted";
    }
}
