package dev.freshet.runtime.run.worker;

import dev.freshet.fingerprint.ClassPath;
import dev.freshet.runtime.run.WorkerException;
import dev.freshet.runtime.worker.WorkerRun;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Idle worker processes, kept for a while for the next node or the next run. */
public final class WorkerPool {
    private static final long KEPT_SECONDS = 10;
    private static final Map<Key, Deque<Idle>> IDLE = new HashMap<>();

    private WorkerPool() {}

    /** What two workers must have in common to replace each other: their command, and the code when they started. */
    record Key(WorkerCommand command, String code) {}

    /** One stay of a worker in the pool; equal only to itself. */
    private static final class Idle {
        final WorkerProcess worker;

        Idle(WorkerProcess worker) {
            this.worker = worker;
        }
    }

    /**
     * Takes a worker from the pool, or starts one.
     *
     * @param code the code that the class path must still have
     * @param state the directory of the state, in which its report is kept if it crashes
     */
    public static WorkerProcess take(WorkerCommand command, ClassPath.Seen code, Path state) throws Exception {
        synchronized (IDLE) {
            Deque<Idle> idle = IDLE.get(key(command, code));
            while (idle != null && !idle.isEmpty()) {
                WorkerProcess worker = idle.removeLast().worker;
                if (worker.isAlive()) {
                    worker.keepCrashesIn(CrashReports.in(state));
                    return worker;
                }
            }
        }
        if (!code.isCurrent()) {
            throw new WorkerException(
                    "the code on the class path has changed since the run started, so that a new worker"
                            + " process would run other code; start the run again");
        }
        return WorkerProcess.start(command, WorkerRun.hello(List.of()), CrashReports.in(state));
    }

    /** Puts an idle worker into the pool. */
    static void give(WorkerCommand command, ClassPath.Seen code, WorkerProcess worker) {
        if (!worker.isAlive()) {
            return;
        }
        Key key = key(command, code);
        Idle idle = new Idle(worker);
        synchronized (IDLE) {
            IDLE.computeIfAbsent(key, unused -> new ArrayDeque<>()).add(idle);
        }
        CompletableFuture.delayedExecutor(KEPT_SECONDS, TimeUnit.SECONDS).execute(() -> end(key, idle));
    }

    private static Key key(WorkerCommand command, ClassPath.Seen code) {
        return new Key(command, code.stamps().text());
    }

    private static void end(Key key, Idle idle) {
        boolean isIdle;
        synchronized (IDLE) {
            Deque<Idle> all = IDLE.get(key);
            isIdle = all != null && all.remove(idle);
            if (all != null && all.isEmpty()) {
                IDLE.remove(key);
            }
        }
        if (isIdle) {
            idle.worker.close();
        }
    }
}
