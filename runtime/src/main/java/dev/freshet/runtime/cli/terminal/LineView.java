package dev.freshet.runtime.cli.terminal;

import dev.freshet.config.CauseText;
import dev.freshet.runtime.cli.terminal.LogLines.Level;
import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.runtime.hook.NodeWait;
import dev.freshet.runtime.hook.PartitionFailure;
import dev.freshet.runtime.hook.RunListener;
import dev.freshet.runtime.hook.RunStart;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Prints a log line for each node when it ends, for pipes and files. */
public final class LineView implements RunListener {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final LogLines lines;
    /** The nodes that have waited for another run. */
    private final Set<String> waited = ConcurrentHashMap.newKeySet();

    public LineView(LogLines lines) {
        this.lines = lines;
    }

    @Override
    public boolean hearsOfUpToDateRuns() {
        return false;
    }

    @Override
    public void runStarted(RunStart run) {
        lines.started(run);
    }

    @Override
    public void nodeRetried(String node, int tried, Throwable cause, Duration pause) {
        lines.print(Level.WARN, node, retry(tried, cause, pause));
    }

    /** One line about an attempt that failed. */
    static String retry(int tried, Throwable cause, Duration pause) {
        return "attempt " + tried + " failed, retrying in " + Columns.time(pause) + ": " + CauseText.line(cause);
    }

    @Override
    public void partitionFailed(PartitionFailure failure) {
        lines.print(Level.WARN, failure.node(), text(failure));
    }

    /** One line about an attempt of a partition that failed. */
    static String text(PartitionFailure failure) {
        String partition = "partition \"" + failure.partition() + "\"";
        return failure.pause()
                .map(pause -> partition + ": " + retry(failure.tried(), failure.cause(), pause))
                .orElseGet(() -> partition + " failed: " + CauseText.line(failure.cause()));
    }

    @Override
    public void nodeWaits(NodeWait wait) {
        waited.add(wait.node());
        lines.print(Level.INFO, wait.node(), text(wait));
    }

    /** One line about a node that waits. */
    static String text(NodeWait wait) {
        return "waiting for " + wait.holder() + ", since "
                + TIME.format(wait.since().atZone(ZoneId.systemDefault()));
    }

    @Override
    public void nodeFinished(NodeReport node) {
        boolean isUpToDate =
                node instanceof NodeReport.Skipped skipped && skipped.cause() == NodeReport.Skipped.Cause.UP_TO_DATE;
        if (!isUpToDate || waited.contains(node.node())) {
            lines.print(level(node), node.node(), Columns.text(node));
        }
    }

    private static Level level(NodeReport node) {
        if (node instanceof NodeReport.Failed) {
            return Level.ERROR;
        }
        return node instanceof NodeReport.Blocked || node instanceof NodeReport.Cancelled ? Level.WARN : Level.INFO;
    }
}
