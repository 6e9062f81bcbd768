package dev.freshet.runtime.run.worker;

import dev.freshet.runtime.run.WorkerException;
import dev.freshet.runtime.run.engine.Futures;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
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
    private volatile CompletableFuture<Frames.Event> answer = new CompletableFuture<>();
    private volatile Consumer<Frames.Event> listener = event -> {};
    /** Whether this process ended it. */
    private volatile boolean killed;

    private volatile @Nullable WorkerException ended;
    private String setup = "";

    private WorkerProcess(Process process, Path directory) {
        this.process = process;
        this.directory = directory;
        requests = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
    }

    /** Starts a process. */
    static WorkerProcess start(WorkerCommand command) throws WorkerException {
        try {
            Path directory = Files.createTempDirectory("freshet-worker-");
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
    void setUp(Frames.Setup about) throws Exception {
        setup = "";
        request(new Frames.Request(about, null), event -> {}, Duration.ZERO);
        setup = about.runId();
    }

    /**
     * Calls a node.
     *
     * @param grace how long it may go on after the calling thread was interrupted
     * @throws InterruptedException if it was, and the node ended in time
     * @throws WorkerException if the process ended
     * @throws Exception what the node threw
     */
    void call(Frames.Call call, Consumer<Frames.Event> told, Duration grace) throws Exception {
        request(new Frames.Request(null, call), told, grace);
    }

    private void request(Frames.Request request, Consumer<Frames.Event> told, Duration grace) throws Exception {
        listener = told;
        CompletableFuture<Frames.Event> asked = new CompletableFuture<>();
        answer = asked;
        WorkerException before = ended;
        if (before != null) {
            throw before;
        }
        write(request);
        Frames.Event event = await(asked, grace);
        Frames.Failure failure = event.failure();
        if (failure == null) {
            return;
        }
        Throwable thrown = failure.throwable();
        if (failure.kind() == Frames.Failure.Sort.OUT_OF_MEMORY) {
            kill();
            WorkerException full =
                    new WorkerException("worker process " + process.pid() + " ran out of memory (" + failure.message()
                            + "); give workers more with Runner.processes(2, \"-Xmx4g\") or --worker-options -Xmx4g");
            full.setStackTrace(thrown.getStackTrace());
            throw full;
        }
        if (thrown instanceof Error error) {
            throw error;
        }
        throw (Exception) thrown;
    }

    private Frames.Event await(Future<Frames.Event> asked, Duration grace) throws Exception {
        try {
            return asked.get();
        } catch (ExecutionException e) {
            throw Futures.thrown(e);
        } catch (InterruptedException e) {
            awaitInterrupted(asked, grace);
            throw e;
        }
    }

    private void awaitInterrupted(Future<Frames.Event> asked, Duration grace) throws WorkerException {
        try {
            write(Frames.Request.INTERRUPT);
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
    private synchronized void write(Frames.Request request) {
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
                take(Frames.read(events, Frames.Event.class));
            }
        } catch (IOException | RuntimeException e) {
            how = ending();
        }
        TemporaryFiles.delete(directory);
        WorkerException end = new WorkerException(how);
        // Whoever asks from now on sees that; whoever has asked is answered.
        ended = end;
        answer.completeExceptionally(end);
    }

    private void take(Frames.Event event) {
        switch (event.kind()) {
            case DONE, FAILED -> answer.complete(event);
            case PROGRESS, LOADED, SAVED -> listener.accept(event);
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
                : who + " ended with exit code " + status;
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
