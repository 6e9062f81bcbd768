package dev.freshet.runtime.run.worker;

import dev.freshet.config.Quantities;
import dev.freshet.dataset.Scratch;
import dev.freshet.runtime.run.WorkerException;
import dev.freshet.runtime.run.engine.Futures;
import dev.freshet.runtime.worker.Frame;
import dev.freshet.runtime.worker.WorkerMain;
import dev.freshet.runtime.worker.WorkerRun;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
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
    /** How the last words of a virtual machine begin; as long as the beginning of a frame. */
    private static final String CRASH = "#\n# A";
    /** How long the report of a crash may take. */
    private static final long CRASH_SECONDS = 60;

    private static final Charset NATIVE = Charset.forName(System.getProperty("native.encoding", "UTF-8"));

    private final Process process;
    private final Path directory;
    private final DataOutputStream requests;
    private volatile CompletableFuture<Frame> answer = new CompletableFuture<>();
    private volatile Consumer<Frame> listener = news -> {};
    /** Whether this process killed the worker. */
    private volatile boolean killed;

    private volatile @Nullable WorkerException ended;
    private String setup = "";
    /** What to do if the worker has too little memory; empty before it is set up for a run. */
    private volatile String memoryAdvice = "";

    private final Silence silence;
    /** Why this process has killed the worker on its own account; empty if it has not. */
    private volatile String reason = "";

    private volatile CrashReports crashes;
    private volatile boolean crashed;

    private WorkerProcess(Process process, Path directory, Duration mostSilence, CrashReports crashes) {
        silence = new Silence(mostSilence, () -> giveUp(" sent nothing for " + Quantities.text(mostSilence)));
        this.process = process;
        this.directory = directory;
        this.crashes = crashes;
        requests = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
    }

    /**
     * Starts a worker process.
     *
     * @param hello see {@link WorkerRun#hello}
     * @param crashes where its report is kept if it crashes
     * @throws WorkerException if the process cannot be started, or does not fit the run
     * @throws Exception if the thread was interrupted
     */
    static WorkerProcess start(WorkerCommand command, Frame hello, CrashReports crashes) throws Exception {
        WorkerProcess worker = start(command, crashes);
        boolean isWelcome = false;
        try {
            WorkerRun.welcomed(worker.request(hello, news -> {}, Duration.ZERO), worker.name());
            isWelcome = true;
            return worker;
        } finally {
            if (!isWelcome) {
                worker.kill();
            }
        }
    }

    private static WorkerProcess start(WorkerCommand command, CrashReports crashes) throws WorkerException {
        try {
            Path directory = Scratch.createDirectory("freshet-worker-");
            Process process = new ProcessBuilder(command.line(directory))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            WorkerProcess worker = new WorkerProcess(process, directory, command.silence(), crashes);
            Thread reader = new Thread(worker::read, "freshet-worker-" + process.pid());
            reader.setDaemon(true);
            reader.start();
            return worker;
        } catch (IOException e) {
            throw new WorkerException("cannot start a worker process: " + e.getMessage());
        }
    }

    /** Returns the worker's name for messages. */
    String name() {
        return "worker process " + process.pid();
    }

    boolean isAlive() {
        return ended == null && !killed && process.isAlive();
    }

    void keepCrashesIn(CrashReports place) {
        crashes = place;
    }

    /** Returns whether the worker is set up for a run. */
    boolean knows(String runId) {
        return setup.equals(runId);
    }

    /**
     * Sets the worker up for a run.
     *
     * @param advice what to do if the worker has too little memory
     * @return the answer
     */
    Frame setUp(String runId, Frame about, String advice) throws Exception {
        setup = "";
        memoryAdvice = advice;
        Frame answered = request(about, news -> {}, Duration.ZERO);
        setup = runId;
        return answered;
    }

    /**
     * Calls a node.
     *
     * @param grace how long the node may still run after the calling thread was interrupted
     * @throws InterruptedException if the calling thread was interrupted and the node ended in time
     * @throws WorkerException if the process ended
     */
    Frame call(Frame call, Consumer<Frame> news, Duration grace) throws Exception {
        return request(call, news, grace);
    }

    private Frame request(Frame request, Consumer<Frame> news, Duration grace) throws Exception {
        listener = news;
        CompletableFuture<Frame> asked = new CompletableFuture<>();
        answer = asked;
        WorkerException before = ended;
        if (before != null) {
            throw before;
        }
        Frame answered;
        silence.begin();
        try {
            write(request);
            answered = await(asked, grace);
        } finally {
            silence.end();
        }
        if (answered.kind() == Frame.Kind.SPENT) {
            kill();
        }
        return answered;
    }

    private Frame await(Future<Frame> asked, Duration grace) throws Exception {
        try {
            return asked.get();
        } catch (ExecutionException e) {
            throw Futures.thrown(e);
        } catch (InterruptedException e) {
            awaitInterrupted(asked, grace);
            throw e;
        }
    }

    private void awaitInterrupted(Future<Frame> asked, Duration grace) throws WorkerException {
        try {
            write(WorkerRun.interrupt());
            asked.get(grace.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | InterruptedException e) {
            kill();
            throw new WorkerException("did not react to being interrupted; " + name() + " was ended");
        } catch (ExecutionException e) {
            // It ended by itself.
        }
    }

    private void giveUp(String why) {
        reason = why;
        process.destroyForcibly();
    }

    /** Sends a request. If the process has ended, the reading thread notices that. */
    private synchronized void write(Frame request) {
        try {
            request.write(requests);
        } catch (IOException e) {
            process.destroyForcibly();
        }
    }

    private void read() {
        WorkerException end;
        try (DataInputStream events = new DataInputStream(new BufferedInputStream(process.getInputStream()))) {
            while (true) {
                Frame frame = read(events);
                silence.heard(() -> take(frame));
            }
        } catch (Throwable e) {
            end = ending();
        }
        // Later callers see this; callers that already wait get an answer.
        ended = end;
        answer.completeExceptionally(end);
    }

    private Frame read(DataInputStream events) throws IOException {
        events.mark(CRASH.length());
        try {
            return Frame.read(events);
        } catch (IOException e) {
            events.reset();
            showCrash(events);
            throw e;
        }
    }

    /**
     * Shows what a virtual machine says that crashes, and lets it write its report. It says that to its standard output,
     * whatever its options are. Anything else is not shown, since frames may have secrets.
     */
    private void showCrash(DataInputStream events) throws IOException {
        byte[] first = events.readNBytes(CRASH.length());
        if (new String(first, StandardCharsets.US_ASCII).equals(CRASH)) {
            crashed = true;
            CompletableFuture.delayedExecutor(CRASH_SECONDS, TimeUnit.SECONDS).execute(process::destroyForcibly);
            System.err.write(first);
            BufferedReader lines = new BufferedReader(new InputStreamReader(events, NATIVE));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                System.err.println(
                        line.replace(directory.toString(), crashes.directory().toString()));
            }
        }
    }

    private void take(Frame frame) {
        if (frame.kind().isAnswer()) {
            answer.complete(frame);
        } else if (frame.kind() == Frame.Kind.NEWS) {
            listener.accept(frame);
        } else if (frame.kind() == Frame.Kind.AWAITED) {
            listener.accept(frame);
            write(WorkerRun.taken());
        }
    }

    /**
     * Returns the exception for a process that has ended. If a signal ended it, the worker is lost. If it ended by
     * itself, its node ended it.
     */
    private WorkerException ending() {
        process.destroyForcibly();
        int status;
        try {
            status = process.waitFor();
        } catch (InterruptedException e) {
            status = SIGNALLED + KILL;
        }
        String report = report();
        if (!reason.isEmpty()) {
            return WorkerException.lost(name() + reason + report);
        }
        if (status == SIGNALLED + KILL) {
            return WorkerException.lost(
                    name() + " was killed, by somebody or because the machine ran out of memory" + report);
        }
        return status > SIGNALLED && status < 2 * SIGNALLED
                ? WorkerException.lost(name() + " was ended by signal " + (status - SIGNALLED) + report)
                : new WorkerException(name() + " ended with exit code " + status + ofItself(status, report));
    }

    /** Says why the process may have ended by itself. Only code that runs after the set-up can call System.exit. */
    private String ofItself(int status, String report) {
        if (memoryAdvice.isEmpty()) {
            return " before it was ready" + report
                    + "; its messages are on standard error, and its options are those of"
                    + " this process and of the runner";
        }
        return switch (status) {
            case WorkerMain.NO_MEMORY ->
                ", as it does if it has no memory left to answer" + report + "; " + memoryAdvice;
            case WorkerMain.NO_ANSWER -> ", as it does if it cannot answer" + report;
            default -> ", as by System.exit" + report + "; to end a node, return from its method or throw an exception";
        };
    }

    /** Deletes what the worker has left, apart from the report of a crash; returns what to say about that. */
    private String report() {
        try {
            String report = crashed
                    ? crashes.keep(directory, process.pid())
                            .map(file -> "; its report is " + file)
                            .orElse("")
                    : "";
            Scratch.delete(directory);
            return report;
        } catch (IOException e) {
            // The next process deletes it, like all that a dead process has left.
            return "; its report is in " + directory;
        }
    }

    /** Kills the process. */
    void kill() {
        killed = true;
        process.destroyForcibly();
    }

    /** Lets the process end. */
    void close() {
        killed = true;
        try {
            requests.close();
        } catch (IOException e) {
            process.destroyForcibly();
        }
    }
}
