package dev.freshet.runtime.run.engine;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs work that need not hold up the threads of nodes: saves, a bounded number at a time, and their follow-up work.
 */
final class Background {
    private final MadeValues made;
    private final ExecutorService threads;
    private final Semaphore room;
    private final boolean tee;
    private final Consumer<Throwable> broken;

    /** Receives the ends of saves. */
    interface Saved {
        /**
         * An output of a node was saved, or the save failed.
         *
         * @param failure why the save failed; null if it succeeded
         */
        void saved(int node, @Nullable Throwable failure);
    }

    /**
     * For one run.
     *
     * @param tee whether values are saved in the background, and not by the thread that made them
     * @param most how many values are saved at a time; a thread that has more to save waits
     * @param broken receives failures of Freshet's own code
     */
    Background(MadeValues made, ExecutorService threads, boolean tee, int most, Consumer<Throwable> broken) {
        this.made = made;
        this.threads = threads;
        this.tee = tee;
        this.broken = broken;
        room = new Semaphore(most);
    }

    /** Runs a task of Freshet's own; a failure of it is a defect. */
    void execute(Runnable task) {
        threads.execute(() -> {
            try {
                task.run();
            } catch (Throwable e) {
                broken.accept(e);
            }
        });
    }

    /** Saves the stored outputs of a node. */
    void save(int node, Saved told) {
        for (int i = 0; i < made.count(node); i++) {
            if (made.isToBeSaved(node, i)) {
                save(node, i, told);
            }
        }
    }

    private void save(int node, int output, Saved told) {
        if (!tee) {
            // An interrupt would close the file that is being written, so it takes effect after the save.
            boolean interrupted = Thread.interrupted();
            told.saved(node, made.save(node, output));
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            return;
        }
        room.acquireUninterruptibly();
        execute(() -> {
            try {
                told.saved(node, made.save(node, output));
            } finally {
                room.release();
            }
        });
    }
}
