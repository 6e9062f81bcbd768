package dev.freshet.runtime.cli.terminal;

import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.runtime.hook.NodeStart;
import dev.freshet.runtime.hook.NodeWait;
import dev.freshet.runtime.hook.PartitionFailure;
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
public final class LiveView implements RunListener {
    private static final int BAR = 20;
    private static final int SHORT_BAR = 8;
    /** A narrower terminal gets a short bar. */
    private static final int WIDE_ENOUGH = 60;

    private static final long MILLIS_A_FRAME = 100;
    private static final String SEPARATOR = "  ";

    private final StatusLine status;
    private final int width;
    private final LongSupplier clock;
    private final Map<String, Running> running = new LinkedHashMap<>();
    private Map<String, Duration> expected = Map.of();
    private long start;
    private long known;
    private long done;
    private int nodes;
    private int ended;
    private @Nullable ScheduledExecutorService frames;
    private @Nullable Future<?> drawing;

    /** A node that has started: when, and its own progress in words. */
    private record Running(long since, String progress) {}

    /**
     * @param width the width of the terminal in characters
     * @param clock the clock in nanoseconds
     */
    public LiveView(PrintStream out, int width, LongSupplier clock) {
        this.status = new StatusLine(out);
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
        status.guardSystemStreams();
        frames = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "freshet-progress");
            thread.setDaemon(true);
            return thread;
        });
        drawing = frames.scheduleAtFixedRate(
                () -> status.show(line()), MILLIS_A_FRAME, MILLIS_A_FRAME, TimeUnit.MILLISECONDS);
    }

    @Override
    public synchronized void nodeStarted(NodeStart node, int tried) {
        running.put(node.node(), new Running(clock.getAsLong(), ""));
    }

    @Override
    public synchronized void nodeProgressed(String node, long at, long total) {
        String progress = total > 0 ? " " + at * 100 / total + "%" : " " + at;
        running.computeIfPresent(node, (name, earlier) -> new Running(earlier.since(), progress));
    }

    @Override
    public void nodeRetried(String node, int tried, Throwable cause, Duration pause) {
        synchronized (this) {
            running.remove(node);
        }
        status.print(node + ": " + LineView.retry(tried, cause, pause));
    }

    @Override
    public void partitionFailed(PartitionFailure failure) {
        status.print(failure.node() + ": " + LineView.text(failure));
    }

    @Override
    public void nodeWaits(NodeWait wait) {
        status.print(wait.node() + ": " + LineView.text(wait));
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
    public void runFinished(RunEnd run) {
        synchronized (this) {
            if (frames != null && drawing != null) {
                drawing.cancel(false);
                frames.shutdown();
            }
        }
        status.close();
    }

    /** Returns the current line, which fits the width of the terminal. */
    synchronized String line() {
        int most = width - 1;
        int bar = width < WIDE_ENOUGH ? SHORT_BAR : BAR;
        int filled = nodes == 0 ? 0 : bar * ended / nodes;
        StringBuilder line =
                new StringBuilder("[" + "#".repeat(filled) + "-".repeat(bar - filled) + "] " + ended + "/" + nodes);
        String remaining = remaining();
        if (line.length() + remaining.length() <= most) {
            line.append(remaining);
        }
        int used = line.length();
        String separator = SEPARATOR;
        int shown = 0;
        for (Map.Entry<String, Running> node : running.entrySet()) {
            String next = separator + node.getKey() + node.getValue().progress();
            String more = " +" + (running.size() - shown - 1);
            int last = shown + 1 == running.size() ? 0 : more.length();
            if (used + TextWidth.of(next) + last > most) {
                return TextWidth.cut(line + " +" + (running.size() - shown), most);
            }
            line.append(next);
            used += TextWidth.of(next);
            separator = ", ";
            shown++;
        }
        return TextWidth.cut(line.toString(), most);
    }

    /**
     * Estimates the time left from the durations of earlier runs: the nodes that have ended, and those that are running,
     * say how much of that work is done in a second.
     */
    private String remaining() {
        long now = clock.getAsLong();
        long worked = done;
        for (Map.Entry<String, Running> node : running.entrySet()) {
            long usual = expected.getOrDefault(node.getKey(), Duration.ZERO).toNanos();
            worked += Math.min(usual, now - node.getValue().since());
        }
        if (worked <= 0 || known <= worked) {
            return "";
        }
        double speed = (double) (now - start) / worked;
        return "  about "
                + Columns.time(Duration.ofSeconds(Math.round((known - worked) * speed / 1e9)))
                        .replace(".000", "") + " left";
    }
}
