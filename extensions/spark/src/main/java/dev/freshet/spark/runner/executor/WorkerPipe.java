package dev.freshet.spark.runner.executor;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkFiles;
import org.jspecify.annotations.Nullable;

/** A worker that this executor has started. It ends when this process ends, since its input ends then. */
final class WorkerPipe {
    static final byte NEWS = 'N';
    static final byte AWAITED = 'W';
    static final byte DONE = 'D';
    static final byte SPENT = 'S';
    private static final byte ALIVE = 'A';
    private static final int SIGNALLED = 128;
    /** The exit codes of a worker that cannot answer, in the first case for want of memory. */
    private static final int NO_MEMORY = 70;

    private static final int NO_ANSWER = 71;
    private static final String MAIN = "dev.freshet.runtime.worker.WorkerMain";

    /** A frame, whose content the executor does not need to understand. */
    record Piece(byte kind, byte[] content) {
        /** The end of the stream, after the last frame. */
        static final Piece END = new Piece((byte) 0, new byte[0]);

        boolean isAlive() {
            return kind == ALIVE;
        }
    }

    private final Process process;
    private final OutputStream requests;
    private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
    private final String name;
    private volatile boolean isOver;
    /** The run for which the worker is set up. */
    private String run = "";

    private boolean isWelcome;

    private WorkerPipe(Process process) {
        this.process = process;
        requests = process.getOutputStream();
        name = "worker process " + process.pid() + " on " + host();
    }

    static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (IOException e) {
            return "an executor";
        }
    }

    static WorkerPipe start(TaskInput input) throws IOException {
        Path directory = Files.createTempDirectory("freshet-worker-");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(input.options());
        command.add("-XX:+DisplayVMOutputToStderr");
        command.add("-Djava.io.tmpdir=" + directory);
        command.add("-cp");
        command.add(String.join(
                File.pathSeparator, input.files().stream().map(SparkFiles::get).toList()));
        command.add(MAIN);
        command.add(directory.toString());
        WorkerPipe worker = new WorkerPipe(new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
        Thread reader = new Thread(worker::read, "freshet-worker-" + worker.process.pid());
        reader.setDaemon(true);
        reader.start();
        return worker;
    }

    private void read() {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(process.getInputStream()))) {
            while (true) {
                int length = in.readInt();
                byte kind = in.readByte();
                byte[] content = new byte[length];
                in.readFully(content);
                pieces.add(new Piece(kind, content));
            }
        } catch (IOException | RuntimeException e) {
            isOver = true;
            process.destroyForcibly();
            pieces.add(Piece.END);
        }
    }

    String name() {
        return name;
    }

    boolean isUsable() {
        return !isOver && process.isAlive();
    }

    boolean isWelcome() {
        return isWelcome;
    }

    void welcome() {
        isWelcome = true;
    }

    boolean knows(String other) {
        return run.equals(other);
    }

    void known(String now) {
        run = now;
    }

    /** Sends a frame. If the worker has ended, this is noticed when its answer is awaited. */
    void send(byte[] frame) {
        try {
            requests.write(frame);
            requests.flush();
        } catch (IOException e) {
            process.destroyForcibly();
        }
    }

    /** Returns the next frame, or {@link Piece#END}; null if none came in time. */
    @Nullable
    Piece next(long millis) throws InterruptedException {
        return pieces.poll(millis, TimeUnit.MILLISECONDS);
    }

    /** Kills the worker, which is not used again. */
    void kill() {
        isOver = true;
        process.destroyForcibly();
    }

    /** Returns whether something other than the worker itself has ended it. */
    boolean wasKilled() throws InterruptedException {
        return process.waitFor() > SIGNALLED;
    }

    /** Returns how the worker ended, in words that follow its name. */
    String ending() throws InterruptedException {
        int status = process.waitFor();
        if (status == SIGNALLED + 9) {
            return "was killed, by somebody or because the machine ran out of memory";
        }
        return status > SIGNALLED
                ? "was ended by signal " + (status - SIGNALLED)
                : "ended with exit code " + status + ofItself(status);
    }

    private static String ofItself(int status) {
        return switch (status) {
            case NO_MEMORY ->
                ", as it does if it has no memory left to answer; give workers more with spark.freshet.worker.memory=4g";
            case NO_ANSWER -> ", as it does if it cannot answer";
            default -> ", as by System.exit; to end a node, return from its method or throw an exception";
        };
    }
}
