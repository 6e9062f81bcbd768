package dev.freshet.runtime.run.worker;

import dev.freshet.dataset.Scratch;
import dev.freshet.runtime.run.RunWording;
import dev.freshet.runtime.run.WorkerException;
import dev.freshet.runtime.run.engine.Futures;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A process that calls nodes, one at a time. Used by one thread at a time. */
final class WorkerProcess {
    private static final int SIGNALLED = 128;
    private static final int KILL = 9;

    private final Process process;
    private final Path directory;
    private final DataOutputStream requests;
    private volatile CompletableFuture<Event.Answer> answer = new CompletableFuture<>();
    private volatile Consumer<Event.News> listener = news -> {};
    /** Whether this process ended it. */
    private volatile boolean killed;

    private volatile @Nullable WorkerException ended;
    private String setup = "";
    private RunWording wording = RunWording.JAVA;

    private WorkerProcess(Process process, Path directory) {
        this.process = process;
        this.directory = directory;
        requests = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
    }

    /** Starts a process. */
    static WorkerProcess start(WorkerCommand command) throws WorkerException {
        try {
            Path directory = Scratch.createDirectory("freshet-worker-");
            Process process = new ProcessBuilder(command.line(directory))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            WorkerProcess worker = new WorkerProcess(process, directory);
            Thread reader = new Thread(worker::read, "freshet-worker-" + process.pid());
            reader.setDaemon(true);
            reader.start();
            return worker;
        } catch (IOException e) {
            throw new WorkerException("cannot start a worker process: " + e.getMessage());
        }
    }

    boolean isAlive() {
        return ended == null && !killed && process.isAlive();
    }

    /** Whether it knows of a run. */
    boolean knows(String runId) {
        return setup.equals(runId);
    }

    /** Tells it of a run, and waits until it is ready. */
    void setUp(Request.Setup about) throws Exception {
        setup = "";
        request(about, news -> {}, Duration.ZERO);
        setup = about.runId();
    }

    /**
     * Calls a node.
     *
     * @param grace how long it may go on after the calling thread was interrupted
     * @param words how messages name what can be done
     * @throws InterruptedException if it was, and the node ended in time
     * @throws WorkerException if the process ended
     * @throws Exception what the node threw
     */
    void call(Request.Call call, Consumer<Event.News> told, Duration grace, RunWording words) throws Exception {
        wording = words;
        request(call, told, grace);
    }

    private void request(Request request, Consumer<Event.News> told, Duration grace) throws Exception {
        listener = told;
        CompletableFuture<Event.Answer> asked = new CompletableFuture<>();
        answer = asked;
        WorkerException before = ended;
        if (before != null) {
            throw before;
        }
        write(request);
        if (await(asked, grace) instanceof Event.Failed failed) {
            throw thrown(failed.failure());
        }
    }

    /** What a node threw; throws it itself if it is an error. */
    private Exception thrown(Failure failure) {
        Throwable thrown = failure.throwable();
        if (failure.kind() == Failure.Kind.OUT_OF_MEMORY) {
            kill();
            WorkerException full = new WorkerException("worker process " + process.pid() + " ran out of memory ("
                    + failure.message() + "); give workers more with " + wording.workerOptions("-Xmx4g"));
            full.setStackTrace(thrown.getStackTrace());
            return full;
        }
        if (thrown instanceof Error error) {
            throw error;
        }
        return (Exception) thrown;
    }

    private Event.Answer await(Future<Event.Answer> asked, Duration grace) throws Exception {
        try {
            return asked.get();
        } catch (ExecutionException e) {
            throw Futures.thrown(e);
        } catch (InterruptedException e) {
            awaitInterrupted(asked, grace);
            throw e;
        }
    }

    private void awaitInterrupted(Future<Event.Answer> asked, Duration grace) throws WorkerException {
        try {
            write(new Request.Interrupt());
            asked.get(grace.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | InterruptedException e) {
            kill();
            throw new WorkerException(
                    "did not react to being interrupted; worker process " + process.pid() + " was ended");
        } catch (ExecutionException e) {
            // It ended by itself.
        }
    }

    /** If the process has ended, that is found out by the thread that reads. */
    private synchronized void write(Request request) {
        try {
            Frames.write(requests, request);
        } catch (IOException e) {
            process.destroyForcibly();
        }
    }

    private void read() {
        String how;
        try (DataInputStream events = new DataInputStream(new BufferedInputStream(process.getInputStream()))) {
            while (true) {
                take(Frames.read(events, Event.class));
            }
        } catch (Throwable e) {
            how = ending();
        }
        Scratch.delete(directory);
        WorkerException end = new WorkerException(how);
        // Whoever asks from now on sees that; whoever has asked is answered.
        ended = end;
        answer.completeExceptionally(end);
    }

    private void take(Event event) {
        if (event instanceof Event.Answer end) {
            answer.complete(end);
        } else if (event instanceof Event.News news) {
            listener.accept(news);
        }
    }

    private String ending() {
        process.destroyForcibly();
        int status;
        try {
            status = process.waitFor();
        } catch (InterruptedException e) {
            status = SIGNALLED + KILL;
        }
        String who = "worker process " + process.pid();
        if (status == SIGNALLED + KILL) {
            return who + " was killed, by somebody or because the machine ran out of memory";
        }
        return status > SIGNALLED && status < 2 * SIGNALLED
                ? who + " was ended by signal " + (status - SIGNALLED)
                : who + " ended with exit code " + status + ", as by System.exit";
    }

    /** Ends it at once. */
    void kill() {
        killed = true;
        process.destroyForcibly();
    }

    /** Lets it end. */
    void close() {
        killed = true;
        try {
            requests.close();
        } catch (IOException e) {
            process.destroyForcibly();
        }
    }
}
