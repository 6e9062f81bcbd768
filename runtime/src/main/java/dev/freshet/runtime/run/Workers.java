package dev.freshet.runtime.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The threads that run the nodes of one run. */
final class Workers {
    private final Engine engine;
    private final PipelineRun run;
    private final Duration grace;
    private final List<Thread> threads = new ArrayList<>();

    Workers(Engine engine, PipelineRun run, Duration grace) {
        this.engine = engine;
        this.run = run;
        this.grace = grace;
    }

    /**
     * Runs the nodes. If the calling thread is interrupted, the run is cancelled; the thread is then interrupted on return.
     *
     * @param slots how many threads; with one it is the calling thread
     */
    void run(int slots) {
        boolean interrupted = slots == 1 ? workHere() : workOn(slots);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean workHere() {
        boolean stopped = false;
        while (true) {
            try {
                if (Thread.interrupted()) {
                    run.cancel();
                }
                if (run.isCancelled() && !stopped) {
                    stopped = true;
                    engine.stop();
                }
                int task = engine.take();
                if (task == Engine.END) {
                    engine.awaitEnd();
                    return run.isCancelled();
                }
                engine.perform(task);
            } catch (InterruptedException e) {
                run.cancel();
            }
        }
    }

    private boolean workOn(int slots) {
        for (int i = 1; i <= slots; i++) {
            Thread thread = new Thread(this::work, "freshet-" + run.pipeline().name() + "-" + i);
            thread.setDaemon(true);
            thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
            threads.add(thread);
        }
        threads.forEach(Thread::start);
        try {
            engine.awaitEnd();
            return false;
        } catch (InterruptedException e) {
            cancel();
            return true;
        }
    }

    private void work() {
        while (true) {
            try {
                int task = engine.take();
                if (task == Engine.END) {
                    return;
                }
                engine.perform(task);
            } catch (InterruptedException e) {
                // The run was cancelled while there was nothing to do here; what is left to do is found out again.
            } catch (Throwable e) {
                engine.broken(e);
                return;
            }
        }
    }

    private void cancel() {
        run.cancel();
        engine.stop();
        threads.forEach(Thread::interrupt);
        try {
            if (!engine.awaitEnd(grace.toNanos())) {
                engine.abandon();
            }
        } catch (InterruptedException again) {
            engine.abandon();
        }
    }
}
