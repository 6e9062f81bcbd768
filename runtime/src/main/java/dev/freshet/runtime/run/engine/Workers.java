package dev.freshet.runtime.run.engine;

import java.time.Duration;

/** The threads that run the nodes of one run. */
final class Workers {
    private final Engine engine;
    private final PipelineRun run;
    private final Cancellation cancellation;

    /** @param grace how long nodes that were interrupted are waited for */
    Workers(Engine engine, PipelineRun run, Cancellation cancellation, Duration grace) {
        this.engine = engine;
        this.run = run;
        this.cancellation = cancellation;
        cancellation.onCancel(() -> {
            engine.stop();
            WorkerThreads.execute("freshet-cancel", () -> engine.abandonAfter(grace));
        });
    }

    /**
     * Runs the nodes. If the calling thread is interrupted, the run is cancelled; the thread is then interrupted on return.
     *
     * @param slots how many threads; the calling thread is one of them
     */
    void run(int slots) {
        for (int i = 2; i <= slots; i++) {
            WorkerThreads.execute("freshet-" + run.pipeline().name() + "-" + i, this::work);
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
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void workHere() throws InterruptedException {
        int task = engine.take();
        while (task != Engine.END) {
            int next = engine.perform(task);
            if (run.takeInterrupt()) {
                engine.giveBack(next);
                throw new InterruptedException();
            }
            task = next == Engine.NOTHING ? engine.take() : next;
        }
    }

    private void work() {
        try {
            int task = take();
            while (task != Engine.END) {
                int next = engine.perform(task);
                task = next == Engine.NOTHING ? take() : next;
            }
        } catch (Throwable e) {
            engine.broken(e);
        }
    }

    private int take() {
        while (true) {
            try {
                return engine.take();
            } catch (InterruptedException e) {
                // A node left its thread interrupted, which is not meant for the run.
            }
        }
    }
}
