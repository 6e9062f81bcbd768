package dev.freshet.runtime.cli;

import dev.freshet.config.VisibleText;
import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.runtime.hook.NodeWait;
import dev.freshet.runtime.hook.RunListener;
import java.io.PrintStream;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Prints a plain line for each node when it ends, for pipes and files. */
final class LineView implements RunListener {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final Columns columns;
    private final PrintStream out;

    LineView(Columns columns, PrintStream out) {
        this.columns = columns;
        this.out = out;
    }

    @Override
    public boolean hearsOfUpToDateRuns() {
        return false;
    }

    @Override
    public void nodeRetried(String node, int tried, Throwable cause, Duration pause) {
        out.println(node + ": attempt " + tried + " failed, retrying in " + Columns.time(pause) + ": "
                + VisibleText.line(cause.toString()));
    }

    @Override
    public void nodeWaits(NodeWait wait) {
        out.println(text(wait));
    }

    /** One line about a node that waits. */
    static String text(NodeWait wait) {
        return wait.node() + ": waiting for " + wait.holder() + ", since "
                + TIME.format(wait.since().atZone(ZoneId.systemDefault()));
    }

    @Override
    public void nodeFinished(NodeReport node) {
        if (!(node instanceof NodeReport.Skipped skipped && skipped.cause() == NodeReport.Skipped.Cause.UP_TO_DATE)) {
            out.println(VisibleText.line(columns.line(node)));
        }
    }
}
