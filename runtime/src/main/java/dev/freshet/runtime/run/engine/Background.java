package dev.freshet.runtime.run.engine;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Does what need not hold up the threads that run nodes: saves, a bounded number at a time, and what comes next. */
final class Background {
    private final MadeValues made;
    private final ExecutorService threads;
    private final Semaphore room;
    private final boolean tee;
    private final Consumer<Throwable> broken;

    /** Listens to saves. */
    interface Saved {
        /**
         * An output of a node is saved, or could not be.
         *
         * @param failure why not; null if it is
         */
        void saved(int node, @Nullable Throwable failure);
    }

    /**
     * For one run.
     *
     * @param tee whether values are saved in the background, and not by the thread that made them
     * @param most how many are saved at a time; who has more to save waits for room
     * @param broken receives failures of code that must not fail
     */
    Background(MadeValues made, ExecutorService threads, boolean tee, int most, Consumer<Throwable> broken) {
        this.made = made;
        this.threads = threads;
        this.tee = tee;
        this.broken = broken;
        room = new Semaphore(most);
    }

    /** Does something that never should fail. */
    void execute(Runnable task) {
        threads.execute(() -> {
            try {
                task.run();
            } catch (Throwable e) {
                broken.accept(e);
            }
        });
    }

    /** Saves the outputs of a node that are stored. */
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
