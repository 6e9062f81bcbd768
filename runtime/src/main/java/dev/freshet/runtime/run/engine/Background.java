package dev.freshet.runtime.run.engine;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;

/** Does what need not hold up the threads that run nodes: saves, a bounded number at a time, and loads ahead. */
final class Background {
    private final PipelineRun run;
    private final ExecutorService threads;
    private final Semaphore room;
    private final boolean tee;

    /**
     * @param tee whether values are saved in the background, and not by the thread that made them
     * @param most how many are saved at a time; who has more to save waits for room
     */
    Background(PipelineRun run, ExecutorService threads, boolean tee, int most) {
        this.run = run;
        this.threads = threads;
        this.tee = tee;
        room = new Semaphore(most);
    }

    /** Runs a task of an engine. */
    void execute(Runnable task, Engine engine) {
        threads.execute(() -> {
            try {
                task.run();
            } catch (Throwable e) {
                engine.broken(e);
            }
        });
    }

    /** Saves the outputs of a node that are stored, and tells the engine of each. */
    void save(int node, Engine engine) {
        int outputs = run.graph().outputs(node).length;
        for (int i = 0; i < outputs; i++) {
            if (run.made().isToBeSaved(node, i)) {
                save(node, i, engine);
            }
        }
    }

    private void save(int node, int output, Engine engine) {
        if (!tee) {
            // An interrupt would close the file that is being written; it counts after the save.
            boolean interrupted = Thread.interrupted();
            engine.saved(node, run.made().save(node, output));
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            return;
        }
        room.acquireUninterruptibly();
        execute(
                () -> {
                    try {
                        engine.saved(node, run.made().save(node, output));
                    } finally {
                        room.release();
                    }
                },
                engine);
    }
}
