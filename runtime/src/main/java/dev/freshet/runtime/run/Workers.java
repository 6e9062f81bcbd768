package dev.freshet.runtime.run;

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
            daemon(() -> engine.abandonAfter(grace), "freshet-cancel").start();
        });
    }

    /**
     * Runs the nodes. If the calling thread is interrupted, the run is cancelled; the thread is then interrupted on return.
     *
     * @param slots how many threads; with one it is the calling thread
     */
    void run(int slots) {
        for (int i = 1; i <= slots && slots > 1; i++) {
            daemon(this::work, "freshet-" + run.pipeline().name() + "-" + i).start();
        }
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                ended = slots > 1 || workOnce();
                if (ended) {
                    engine.awaitEnd();
                }
            } catch (InterruptedException e) {
                ended = false;
                interrupted = true;
                cancellation.cancel();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
        return thread;
    }

    /** Does one thing on the calling thread; returns whether there is nothing left to do. */
    private boolean workOnce() throws InterruptedException {
        int task = engine.take();
        if (task == Engine.END) {
            return true;
        }
        if (engine.perform(task)) {
            throw new InterruptedException();
        }
        return false;
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
                // By a node that left its thread interrupted: not meant for the run.
            } catch (Throwable e) {
                engine.broken(e);
                return;
            }
        }
    }
}
