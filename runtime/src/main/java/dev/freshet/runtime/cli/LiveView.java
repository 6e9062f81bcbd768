package dev.freshet.runtime.cli;

import dev.freshet.config.VisibleText;
import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.runtime.hook.NodeStart;
import dev.freshet.runtime.hook.NodeWait;
import dev.freshet.runtime.hook.RunEnd;
import dev.freshet.runtime.hook.RunListener;
import dev.freshet.runtime.hook.RunStart;
import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Prints one line that is rewritten during a run: a progress bar, the running nodes, and the estimated time left. */
final class LiveView implements RunListener {
    private static final int BAR = 20;
    private static final long MILLIS_A_FRAME = 100;
    private static final String ERASE = "\r\u001b[K";

    private final PrintStream out;
    private final int width;
    private final LongSupplier clock;
    private final Map<String, String> running = new LinkedHashMap<>();
    private Map<String, Duration> expected = Map.of();
    private long start;
    private long known;
    private long done;
    private int nodes;
    private int ended;
    private @Nullable ScheduledExecutorService frames;
    private @Nullable Future<?> drawing;

    /**
     * @param width the width of the terminal in characters
     * @param clock the clock in nanoseconds
     */
    LiveView(PrintStream out, int width, LongSupplier clock) {
        this.out = out;
        this.width = width;
        this.clock = clock;
    }

    @Override
    public boolean hearsOfUpToDateRuns() {
        return false;
    }

    @Override
    public synchronized void runStarted(RunStart run) {
        expected = run.expected();
        nodes = expected.size();
        known = expected.values().stream().mapToLong(Duration::toNanos).sum();
        start = clock.getAsLong();
        frames = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "freshet-progress");
            thread.setDaemon(true);
            return thread;
        });
        drawing = frames.scheduleAtFixedRate(this::draw, MILLIS_A_FRAME, MILLIS_A_FRAME, TimeUnit.MILLISECONDS);
    }

    @Override
    public synchronized void nodeStarted(NodeStart node, int tried) {
        running.put(node.node(), "");
    }

    @Override
    public synchronized void nodeProgressed(String node, long at, long total) {
        running.computeIfPresent(node, (name, earlier) -> total > 0 ? " " + at * 100 / total + "%" : " " + at);
    }

    @Override
    public synchronized void nodeRetried(String node, int tried, Throwable cause, Duration pause) {
        running.remove(node);
        out.print(ERASE);
        out.println(node + ": attempt " + tried + " failed, retrying in " + Columns.time(pause) + ": "
                + VisibleText.line(cause.toString()));
    }

    @Override
    public synchronized void nodeWaits(NodeWait wait) {
        out.print(ERASE);
        out.println(LineView.text(wait));
    }

    @Override
    public synchronized void nodeFinished(NodeReport node) {
        running.remove(node.node());
        Duration usual = expected.get(node.node());
        if (usual != null) {
            ended++;
            done += usual.toNanos();
        }
    }

    @Override
    public synchronized void runFinished(RunEnd run) {
        if (frames != null && drawing != null) {
            drawing.cancel(false);
            frames.shutdown();
        }
        out.print(ERASE);
        out.flush();
    }

    private synchronized void draw() {
        out.print("\r" + line() + "\u001b[K");
        out.flush();
    }

    /** Returns the current line, which fits the width of the terminal. */
    synchronized String line() {
        int filled = nodes == 0 ? 0 : BAR * ended / nodes;
        StringBuilder line = new StringBuilder(
                "[" + "#".repeat(filled) + "-".repeat(BAR - filled) + "] " + ended + "/" + nodes + remaining());
        String separator = "  ";
        int shown = 0;
        for (Map.Entry<String, String> node : running.entrySet()) {
            String more = " +" + (running.size() - shown);
            String next = separator + node.getKey() + node.getValue();
            if (line.length() + next.length() + more.length() > width - 1) {
                return line.length() + more.length() > width - 1 ? line.toString() : line + more;
            }
            line.append(next);
            separator = ", ";
            shown++;
        }
        return line.toString();
    }

    /** Estimates the time left from the durations of earlier runs and from the speed of the nodes that have ended. */
    private String remaining() {
        if (done <= 0 || known <= done) {
            return "";
        }
        double speed = (double) (clock.getAsLong() - start) / done;
        return "  about "
                + Columns.time(Duration.ofSeconds(Math.round((known - done) * speed / 1e9)))
                        .replace(".000", "") + " left";
    }
}
