package dev.freshet.runtime.run.worker;

import dev.freshet.runtime.run.engine.Cancellation;
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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** The main class of a process that calls nodes for a run of another process, which it does not outlive. */
final class WorkerMain {
    private static final String INTERRUPT_HANDLER = "SIGINT handler";

    private final DataOutputStream out;
    private final ExecutorService nodes = Executors.newSingleThreadExecutor(task -> new Thread(task, "freshet-node"));
    private @Nullable WorkerSession session;
    private volatile @Nullable Cancellation running;

    private WorkerMain(DataOutputStream out) {
        this.out = out;
    }

    /**
     * Serves the process that started this one until that ends.
     *
     * @param arguments the directory for temporary files, which ends with the process
     */
    public static void main(String[] arguments) {
        DataInputStream in = new DataInputStream(new BufferedInputStream(new FileInputStream(FileDescriptor.in)));
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
        System.setIn(InputStream.nullInputStream());
        System.setOut(System.err);
        Runtime.getRuntime().addShutdownHook(new Thread(WorkerMain::outliveCtrlC));
        int status = 0;
        try {
            new WorkerMain(out).serve(in);
        } catch (IOException e) {
            // The run has ended, in whatever way.
        } catch (Throwable e) {
            e.printStackTrace();
            status = 1;
        }
        TemporaryFiles.delete(Path.of(arguments[0]));
        Runtime.getRuntime().halt(status);
    }

    /** A terminal interrupts all processes in it, but it is the run's process that says what ends when. */
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
            Frames.Request request = Frames.read(in, Frames.Request.class);
            if (request.setup() != null) {
                Frames.Setup setup = request.setup();
                nodes.execute(() -> answer(() -> session = WorkerSession.of(setup, this::send)));
            } else if (request.call() != null) {
                Frames.Call call = request.call();
                Cancellation cancellation = new Cancellation();
                running = cancellation;
                nodes.execute(() -> answer(() -> call(call, cancellation)));
            } else if (running != null) {
                running.cancel();
            }
        }
    }

    private void call(Frames.Call call, Cancellation cancellation) throws Exception {
        if (session == null) {
            throw new IllegalStateException("a node came before its run");
        }
        session.call(call, cancellation);
    }

    /** What answers a request. */
    private interface Task {
        void run() throws Exception;
    }

    private void answer(Task task) {
        Frames.Event answer;
        try {
            task.run();
            answer = Frames.Event.done();
        } catch (Throwable e) {
            answer = Frames.Event.failed(e);
        }
        // The flag of a node that was interrupted too late would close the pipe.
        Thread.interrupted();
        send(answer);
    }

    private synchronized void send(Frames.Event event) {
        try {
            Frames.write(out, event);
        } catch (IOException e) {
            // Nobody reads: the run has ended, which the main thread finds out.
        }
    }
}
