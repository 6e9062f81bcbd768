package dev.freshet.spark.runner.executor;

import dev.freshet.spark.runner.executor.TaskResult.Outcome;
import dev.freshet.spark.runner.executor.WorkerPipe.Piece;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;

/** The only task of a job: lets a worker of the executor make a call. */
public final class WorkerTask implements Function<Integer, TaskResult> {
    private static final long serialVersionUID = 1L;

    /** The idle workers, by what two workers must have in common to replace each other. */
    private static final Map<List<List<String>>, Deque<WorkerPipe>> IDLE = new HashMap<>();

    private final TaskInput input;

    /** Creates a task that makes a call. */
    public WorkerTask(TaskInput input) {
        this.input = input;
    }

    /**
     * Makes the call, unless Spark has already started this task before: the earlier attempt may still run, and only
     * the run may start another call.
     */
    @Override
    public TaskResult call(Integer unused) throws InterruptedException {
        TaskContext context = TaskContext.get();
        if (context.attemptNumber() > 0 || context.stageAttemptNumber() > 0) {
            return without(Outcome.LOST, "an executor", "was lost by Spark", 0);
        }
        String unfit = ExecutorVersion.mismatch(input.spark());
        if (!unfit.isEmpty()) {
            return without(Outcome.BROKEN, "the executor on " + WorkerPipe.host(), unfit, 0);
        }
        try {
            WorkerPipe worker = take();
            try {
                return talk(worker);
            } finally {
                give(worker);
            }
        } catch (IOException e) {
            return without(
                    Outcome.BROKEN,
                    "the executor on " + WorkerPipe.host(),
                    "cannot use a worker: " + e.getMessage(),
                    0);
        }
    }

    private List<List<String>> key() {
        return List.of(input.files(), input.options());
    }

    private WorkerPipe take() throws IOException {
        synchronized (IDLE) {
            Deque<WorkerPipe> idle = IDLE.getOrDefault(key(), new ArrayDeque<>());
            while (!idle.isEmpty()) {
                WorkerPipe worker = idle.removeLast();
                if (worker.isUsable()) {
                    return worker;
                }
            }
            endAnother();
        }
        return WorkerPipe.start(input);
    }

    /** So that there are never more workers than there were tasks at a time, of whatever kinds. */
    private static void endAnother() {
        for (Deque<WorkerPipe> idle : IDLE.values()) {
            if (!idle.isEmpty()) {
                idle.removeFirst().kill();
                return;
            }
        }
    }

    private void give(WorkerPipe worker) {
        synchronized (IDLE) {
            if (worker.isUsable()) {
                IDLE.computeIfAbsent(key(), unused -> new ArrayDeque<>()).add(worker);
            }
        }
    }

    private TaskResult talk(WorkerPipe worker) throws IOException, InterruptedException {
        boolean isAnswered = false;
        try {
            TaskResult result = ask(worker);
            isAnswered = result.kind() != 0 && result.kind() != WorkerPipe.SPENT;
            return result;
        } catch (InterruptedException e) {
            worker.send(input.interrupt());
            isAnswered = awaitEnd(worker);
            RelayPlugin.send(
                    RelayPlugin.News.of(input.call(), isAnswered ? RelayPlugin.News.ENDED : RelayPlugin.News.KILLED));
            throw e;
        } finally {
            if (!isAnswered) {
                worker.kill();
            }
        }
    }

    private TaskResult ask(WorkerPipe worker) throws IOException, InterruptedException {
        if (!worker.isWelcome()) {
            TaskResult welcomed = request(worker, input.hello(), Outcome.REFUSED);
            if (welcomed.kind() != WorkerPipe.DONE) {
                return welcomed;
            }
            worker.welcome();
        }
        if (!worker.knows(input.run())) {
            TaskResult ready = request(worker, input.setup(), Outcome.NOT_READY);
            if (ready.kind() != WorkerPipe.DONE) {
                return ready;
            }
            worker.known(input.run());
        }
        RelayPlugin.send(RelayPlugin.News.of(input.call(), RelayPlugin.News.STARTED));
        return request(worker, input.request(), Outcome.ANSWERED);
    }

    private TaskResult request(WorkerPipe worker, byte[] frame, Outcome outcome)
            throws IOException, InterruptedException {
        worker.send(frame);
        int news = 0;
        while (true) {
            Piece piece = worker.next(input.silenceMillis());
            if (piece == null) {
                worker.kill();
                String silent = "sent nothing for " + input.silenceMillis() / 1000 + " s";
                return without(Outcome.LOST, worker.name(), silent, news);
            }
            if (piece.equals(Piece.END)) {
                boolean wasKilled = worker.wasKilled();
                return without(
                        wasKilled ? Outcome.LOST : Outcome.BROKEN,
                        worker.name(),
                        outcome == Outcome.REFUSED && !wasKilled ? ExecutorVersion.notStarted() : worker.ending(),
                        news);
            }
            if (piece.kind() == WorkerPipe.NEWS) {
                RelayPlugin.send(new RelayPlugin.News(input.call(), news++, piece.content()));
            } else if (piece.kind() == WorkerPipe.AWAITED) {
                AwaitedNews awaited = new AwaitedNews(input, news++, piece.content());
                if (!awaited.isTaken()) {
                    return without(Outcome.LOST, worker.name(), "makes a call that the run has given up", news);
                }
                worker.send(input.taken());
            } else if (!piece.isAlive()) {
                return new TaskResult(outcome, worker.name(), piece.kind(), piece.content(), news);
            }
        }
    }

    /**
     * Answers a worker that waits for its news to be processed. After an interrupt, the news themselves do not count.
     */
    private boolean isAwaited(WorkerPipe worker, Piece piece) {
        if (piece.kind() != WorkerPipe.AWAITED) {
            return false;
        }
        worker.send(input.taken());
        return true;
    }

    /** Waits for the end of an interrupted call; returns whether it ended. */
    private boolean awaitEnd(WorkerPipe worker) throws InterruptedException {
        long end = System.nanoTime() + input.graceMillis() * 1_000_000;
        Piece piece = worker.next(input.graceMillis());
        while (piece != null && (piece.kind() == WorkerPipe.NEWS || isAwaited(worker, piece) || piece.isAlive())) {
            piece = worker.next(Math.max(0, (end - System.nanoTime()) / 1_000_000));
        }
        return piece != null && !piece.equals(Piece.END) && piece.kind() != WorkerPipe.SPENT;
    }

    private static TaskResult without(Outcome outcome, String who, String why, int news) {
        return new TaskResult(outcome, who, (byte) 0, why.getBytes(StandardCharsets.UTF_8), news);
    }
}
