package dev.freshet.runtime.run.engine;

import dev.freshet.runtime.run.progress.Task;
import dev.freshet.runtime.run.setup.Cancellation;
import java.time.Duration;

/** The threads that run the nodes of one run. */
final class Workers {
    private final Engine engine;
    private final NodeSteps steps;
    private final String pipeline;
    private final Interrupts interrupts;
    private final Cancellation cancellation;

    /** @param grace how long the run waits for interrupted nodes */
    Workers(
            Engine engine,
            NodeSteps steps,
            String pipeline,
            Interrupts interrupts,
            Cancellation cancellation,
            Duration grace) {
        this.engine = engine;
        this.steps = steps;
        this.pipeline = pipeline;
        this.interrupts = interrupts;
        this.cancellation = cancellation;
        cancellation.onCancel(() -> {
            engine.stop();
            WorkerThreads.execute("freshet-cancel", () -> engine.abandonAfter(grace));
        });
    }

    /**
     * Runs the nodes. If the calling thread is interrupted, the run is cancelled and the thread's interrupt flag is set
     * on return.
     *
     * @param slots how many threads; the calling thread is one of them
     */
    void run(int slots) {
        for (int i = 2; i <= slots; i++) {
            WorkerThreads.execute("freshet-" + pipeline + "-" + i, this::work);
        }
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                workHere();
                engine.awaitEnd();
                ended = true;
            } catch (InterruptedException e) {
                interrupted = true;
                cancellation.cancel();
            } catch (Throwable e) {
                // The other threads must end too.
                engine.broken(e);
                throw e;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void workHere() throws InterruptedException {
        Task task = engine.take();
        while (task != Task.None.EVER) {
            Task next = steps.perform(task);
            if (interrupts.take()) {
                engine.giveBack(next);
                throw new InterruptedException();
            }
            task = next == Task.None.NOW ? engine.take() : next;
        }
    }

    private void work() {
        try {
            Task task = take();
            while (task != Task.None.EVER) {
                Task next = steps.perform(task);
                task = next == Task.None.NOW ? take() : next;
            }
        } catch (Throwable e) {
            engine.broken(e);
        }
    }

    private Task take() {
        while (true) {
            try {
                return engine.take();
            } catch (InterruptedException e) {
                // A node left its thread's flag set, which does not concern the run.
            }
        }
    }
}
