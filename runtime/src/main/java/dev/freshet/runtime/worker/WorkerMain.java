package dev.freshet.runtime.worker;

import dev.freshet.dataset.Scratch;
import dev.freshet.runtime.run.NodeWorker;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The main class of a worker: a process that calls nodes for a run in another process. It ends when that process ends.
 * It needs the run's jars on its class path and one argument, the directory for its temporary files, which it deletes
 * at its end. It reads requests from standard input and writes events to standard output.
 */
public final class WorkerMain {
    /** The exit code of a worker that has no memory left to answer. */
    public static final int NO_MEMORY = 70;

    /** The exit code of a worker that cannot answer for any other reason. */
    public static final int NO_ANSWER = 71;

    private static final String INTERRUPT_HANDLER = "SIGINT handler";

    private final DataOutputStream out;
    private final ExecutorService nodes = Executors.newSingleThreadExecutor(task -> new Thread(task, "freshet-node"));
    private @Nullable WorkerSession session;
    private volatile @Nullable Interruptible running;
    private boolean saysAlive;

    private WorkerMain(DataOutputStream out) {
        this.out = out;
    }

    /**
     * Serves the process that started this one, until that process ends.
     *
     * @param arguments the directory for temporary files, which is deleted at the end
     */
    public static void main(String[] arguments) {
        DataInputStream in = new DataInputStream(new BufferedInputStream(new FileInputStream(FileDescriptor.in)));
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
        System.setIn(InputStream.nullInputStream());
        System.setOut(System.err);
        Runtime.getRuntime().addShutdownHook(new Thread(WorkerMain::outliveCtrlC));
        int status = NO_ANSWER;
        try {
            new WorkerMain(out).serve(in);
        } catch (IOException e) {
            // The run has ended, in whatever way.
            Scratch.delete(Path.of(arguments[0]));
            status = 0;
        } catch (Throwable e) {
            status = status(e);
            e.printStackTrace();
            Scratch.delete(Path.of(arguments[0]));
        } finally {
            // Whatever else fails, for want of memory for instance, no worker outlives its run.
            Runtime.getRuntime().halt(status);
        }
    }

    /** Ignores Ctrl-C: a terminal interrupts all of its processes, but the run's process decides what ends. */
    private static void outliveCtrlC() {
        boolean interrupted = Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals(INTERRUPT_HANDLER));
        while (interrupted) {
            try {
                Thread.sleep(Long.MAX_VALUE);
            } catch (InterruptedException e) {
                // Goes on waiting.
            }
        }
    }

    private void serve(DataInputStream in) throws IOException {
        while (true) {
            Request request = Frames.read(Frame.read(in), Request.class);
            if (request instanceof Request.Hello hello) {
                send(answer(hello));
            } else if (request instanceof Request.Setup setup) {
                nodes.execute(() -> answer(() -> session = WorkerSession.of(setup, this::send)));
            } else if (request instanceof Request.Call call) {
                // Set before the node runs, so that it can be interrupted at once.
                Interruptible next = new Interruptible();
                running = next;
                nodes.execute(() -> answer(() -> call(call, next)));
            } else if (running != null && request instanceof Request.Taken) {
                running.taken.release();
            } else if (running != null) {
                running.interrupt();
            }
        }
    }

    private Event answer(Request.Hello hello) {
        Optional<String> mismatch = Protocol.mismatch(
                        Protocol.VERSION, FreshetVersion.text(), hello.protocol(), hello.freshet())
                .or(() ->
                        hello.code().isEmpty() ? Optional.empty() : CodeEntry.mismatch(CodeEntry.own(), hello.code()));
        if (mismatch.isPresent()) {
            return new Event.Refused(mismatch.get());
        }
        sayAlive(Duration.ofMillis(hello.aliveMillis()));
        return new Event.Welcome(Protocol.VERSION, FreshetVersion.text());
    }

    private void sayAlive(Duration pause) {
        if (saysAlive) {
            return;
        }
        saysAlive = true;
        Thread thread = new Thread(
                () -> {
                    while (true) {
                        LockSupport.parkNanos(pause.toNanos());
                        send(new Event.Alive());
                    }
                },
                "freshet-alive");
        thread.setDaemon(true);
        thread.start();
    }

    private void call(Request.Call call, Interruptible running) throws Exception {
        if (session == null) {
            throw new IllegalStateException("a node was requested before its run was set up");
        }
        running.run(session.call(call, running.taken));
    }

    /** A call that can be interrupted even before it has begun. */
    private static final class Interruptible {
        /** One permit for each message that the run has processed. */
        private final Semaphore taken = new Semaphore(0);

        private NodeWorker.@Nullable Call call;
        private boolean interrupted;

        void run(NodeWorker.Call made) throws Exception {
            synchronized (this) {
                call = made;
                if (interrupted) {
                    made.interrupt();
                }
            }
            made.run();
        }

        synchronized void interrupt() {
            interrupted = true;
            if (call != null) {
                call.interrupt();
            }
        }
    }

    /** The work for a request. */
    private interface Task {
        void run() throws Exception;
    }

    private void answer(Task task) {
        Event answer;
        try {
            task.run();
            answer = new Event.Done();
        } catch (Throwable e) {
            answer = failed(e);
        }
        // The flag of a node that was interrupted too late would close the pipe.
        Thread.interrupted();
        send(answer);
    }

    /** Without an answer, the run would wait for ever: a worker that cannot tell of a failure ends. */
    private static Event failed(Throwable thrown) {
        try {
            return new Event.Failed(Failure.of(thrown));
        } catch (Throwable e) {
            Runtime.getRuntime().halt(status(e));
            throw e;
        }
    }

    private synchronized void send(Event event) {
        try {
            Frames.of(event).write(out);
        } catch (IOException e) {
            // Nobody reads: the run has ended, which the main thread will notice.
        } catch (Throwable e) {
            // Without an answer, the run would wait for ever.
            Runtime.getRuntime().halt(status(e));
        }
    }

    private static int status(Throwable thrown) {
        return thrown instanceof OutOfMemoryError ? NO_MEMORY : NO_ANSWER;
    }
}
