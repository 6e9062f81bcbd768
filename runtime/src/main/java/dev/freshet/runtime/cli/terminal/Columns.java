package dev.freshet.runtime.cli.terminal;

import dev.freshet.config.CauseText;
import dev.freshet.runtime.change.Reason;
import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.runtime.plan.PipelineGraph;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The rows of the table of nodes: node, outcome, time, wait, and why the node ran or did not run. */
public final class Columns {
    private static final int LONGEST_NAME = 40;
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(1);

    private final List<Table.Column> columns;

    public Columns(PipelineGraph graph, Colours colours) {
        int longest = "node".length();
        for (int node = 0; node < graph.nodeCount(); node++) {
            longest = Math.max(longest, graph.node(node).length());
        }
        Table.Column number = new Table.Column(9, true, Colours.OFF);
        columns = List.of(
                new Table.Column(Math.min(longest, LONGEST_NAME), false, Colours.OFF),
                new Table.Column(9, false, colours),
                number,
                number,
                new Table.Column(0, false, Colours.OFF));
    }

    public String header() {
        return line("node", "status", "time", "wait", "reason");
    }

    public String line(NodeReport node) {
        if (node instanceof NodeReport.Succeeded succeeded) {
            return line(succeeded, succeeded.timing(), reason(succeeded.reasons()));
        }
        if (node instanceof NodeReport.Failed failed) {
            int tries = failed.timing().tries();
            return line(failed, failed.timing(), tries > 1 ? tries + " attempts" : reason(failed.reasons()));
        }
        if (node instanceof NodeReport.Cancelled cancelled) {
            return line(cancelled, cancelled.timing(), "the run was cancelled");
        }
        return line(node.node(), node.outcome(), "", "", absence(node));
    }

    /** Returns the row of a node in one line of text, without its name. */
    static String text(NodeReport node) {
        String time = "";
        String reason = absence(node);
        if (node instanceof NodeReport.Succeeded succeeded) {
            time = " in " + time(succeeded.timing().ran());
            reason = reason(succeeded.reasons());
        } else if (node instanceof NodeReport.Failed failed) {
            int tries = failed.timing().tries();
            time = " after " + time(failed.timing().ran()) + (tries > 1 ? " and " + tries + " attempts" : "");
            String cause = CauseText.line(failed.cause());
            reason = failed.failedPartitions().isEmpty() ? cause : partitions(failed) + cause;
        } else if (node instanceof NodeReport.Cancelled cancelled) {
            time = " after " + time(cancelled.timing().ran());
        }
        return node.outcome() + time + (reason.isEmpty() ? "" : ": " + reason);
    }

    private static String partitions(NodeReport.Failed failed) {
        int others = failed.failedPartitions().size() - 1;
        return "partition \"" + failed.failedPartitions().get(0).partition() + "\""
                + (others == 0 ? "" : " and " + others + (others == 1 ? " other" : " others")) + ": ";
    }

    private String line(NodeReport node, NodeReport.Timing timing, String reason) {
        String wait = timing.waited().compareTo(SHORTEST_WAIT) < 0 ? "" : time(timing.waited());
        return line(node.node(), node.outcome(), time(timing.ran()), wait, reason);
    }

    private static String absence(NodeReport node) {
        if (node instanceof NodeReport.Blocked blocked) {
            return "needs " + blocked.by();
        }
        if (node instanceof NodeReport.NotStarted) {
            return "the run stopped first";
        }
        return node instanceof NodeReport.Skipped skipped ? skipped.detail() : "";
    }

    /** Returns why the node ran; empty if it had never run before. */
    private static String reason(List<Reason> reasons) {
        return reasons.stream()
                .filter(reason -> !(reason instanceof Reason.NeverRan))
                .findFirst()
                .map(Reason::text)
                .orElse("");
    }

    private String line(String node, String outcome, String time, String wait, String reason) {
        return Table.line(columns, node, outcome, time, wait, reason);
    }

    /** Formats a duration as seconds with three decimals; a longer one as hours, minutes and seconds. */
    public static String time(Duration time) {
        long seconds = time.toSeconds();
        if (seconds < 100) {
            return String.format(Locale.ROOT, "%.3f s", time.toNanos() / 1e9);
        }
        return (seconds >= 3600 ? seconds / 3600 + "h" : "") + seconds / 60 % 60 + "m" + seconds % 60 + "s";
    }
}
