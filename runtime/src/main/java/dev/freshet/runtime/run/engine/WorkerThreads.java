package dev.freshet.runtime.run.engine;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Threads on which nodes run. They are kept for a while, since a program may start many short runs. */
final class WorkerThreads {
    private static final long KEPT_SECONDS = 10;
    private static final ExecutorService POOL = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, KEPT_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                Thread thread = new Thread(task);
                thread.setDaemon(true);
                return thread;
            });

    private WorkerThreads() {}

    /** Runs a task on a separate thread, with a name and the class loader of the calling thread. */
    static void execute(String name, Runnable task) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        POOL.execute(() -> {
            Thread thread = Thread.currentThread();
            if (!thread.getName().equals(name)) {
                thread.setName(name);
            }
            thread.setContextClassLoader(loader);
            try {
                task.run();
            } finally {
                thread.setContextClassLoader(null);
            }
        });
    }
}
