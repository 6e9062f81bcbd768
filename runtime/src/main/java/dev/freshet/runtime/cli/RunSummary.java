package dev.freshet.runtime.cli;

import dev.freshet.config.VisibleText;
import dev.freshet.dataset.DatasetException;
import dev.freshet.runtime.cli.terminal.Columns;
import dev.freshet.runtime.cli.terminal.Console;
import dev.freshet.runtime.cli.terminal.LogLines;
import dev.freshet.runtime.cli.terminal.Who;
import dev.freshet.runtime.cli.text.PlanText;
import dev.freshet.runtime.cli.text.UserFrames;
import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.runtime.hook.OutputPartitions;
import dev.freshet.runtime.hook.PartitionFailure;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.run.RunReport;
import dev.freshet.runtime.run.WorkerException;
import dev.freshet.runtime.state.StateException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** Prints the summary of a run: the results of its nodes, the locations of its outputs, totals and failures. */
final class RunSummary {
    /** The largest number of partitions of a node whose failures are printed with their lines of code. */
    private static final int MOST_PARTITIONS = 10;

    private final CompiledPipeline pipeline;
    private final Console console;

    RunSummary(CompiledPipeline pipeline, Console console) {
        this.pipeline = pipeline;
        this.console = console;
    }

    /** Prints the summary of a run in which no node had to run. */
    int fresh(RunReport report, boolean onlyMissing) {
        warn(report);
        console.out()
                .println(PlanText.nothing(
                        report.upToDateNodes(), report.inMemoryNodes(), report.keptBackNodes(), onlyMissing));
        return Freshet.DONE;
    }

    /**
     * Prints the summary of any other run.
     *
     * @param table the lines of the nodes, if they have not been printed yet
     * @param log takes the total as a line with date and level, so that whoever watches the log need not count
     */
    int print(RunReport report, Path conf, Iterable<String> table, Optional<LogLines> log) {
        table.forEach(console.out()::println);
        int done = 0;
        Map<NodeReport.Skipped.Cause, Integer> skipped = new EnumMap<>(NodeReport.Skipped.Cause.class);
        Duration busy = Duration.ZERO;
        for (NodeReport node : report.nodes()) {
            if (node instanceof NodeReport.Succeeded succeeded) {
                done++;
                busy = busy.plus(succeeded.timing().ran());
                for (String input : succeeded.changedInputs()) {
                    console.err()
                            .println("input " + input + " was changed while " + succeeded.node()
                                    + " ran; it will run again");
                }
            } else if (node instanceof NodeReport.Skipped one) {
                skipped.merge(one.cause(), 1, Integer::sum);
            }
        }
        Map<String, OutputPartitions> partitions = partitions(report);
        report.saved().forEach((name, location) -> {
            OutputPartitions output = partitions.get(name);
            String counts = output == null ? "" : ": " + output.counts();
            console.out().println("saved " + name + " to " + fromHere(conf, location) + counts);
        });
        String total = total(report, done, skipped, busy);
        if (log.isPresent()) {
            log.get().print(level(report), report.pipeline(), total);
        } else {
            console.out().println(total);
        }
        return explain(report);
    }

    private static Map<String, OutputPartitions> partitions(RunReport report) {
        return report.nodes().stream()
                .flatMap(node -> node.partitions().stream())
                .collect(Collectors.toMap(OutputPartitions::dataset, output -> output));
    }

    private static LogLines.Level level(RunReport report) {
        if (report.succeeded()) {
            return LogLines.Level.INFO;
        }
        boolean isFailed = report.nodes().stream().anyMatch(NodeReport.Failed.class::isInstance);
        return isFailed ? LogLines.Level.ERROR : LogLines.Level.WARN;
    }

    /** Returns the totals. A node that a listener skipped need not be up to date, so it is counted on its own. */
    private static String total(
            RunReport report, int done, Map<NodeReport.Skipped.Cause, Integer> skipped, Duration busy) {
        int all = report.nodes().size();
        long failed = report.nodes().stream()
                .filter(NodeReport.Failed.class::isInstance)
                .count();
        String beside = busy.toMillis() > report.duration().toMillis() * 1.2
                ? ", with " + Columns.time(busy) + " of work in parallel"
                : "";
        return done + " of " + all + " nodes succeeded in " + Columns.time(report.duration())
                + counted(skipped.getOrDefault(NodeReport.Skipped.Cause.FETCHED, 0), "fetched")
                + counted(skipped.getOrDefault(NodeReport.Skipped.Cause.UP_TO_DATE, 0), "up to date")
                + counted(skipped.getOrDefault(NodeReport.Skipped.Cause.KEPT_BACK, 0), "kept back")
                + counted(
                        skipped.getOrDefault(NodeReport.Skipped.Cause.LISTENER, 0)
                                + skipped.getOrDefault(NodeReport.Skipped.Cause.VALUE_GIVEN, 0),
                        "skipped")
                + (failed == 0 ? "" : ", " + failed + " failed")
                + beside;
    }

    private static String counted(int nodes, String what) {
        return nodes == 0 ? "" : ", " + nodes + (nodes == 1 ? " was " : " were ") + what;
    }

    private void warn(RunReport report) {
        // Not a lambda: a process's first one takes longer than a run with nothing to do.
        for (String warning : report.warnings()) {
            console.err().println(VisibleText.lines(warning));
        }
    }

    /** Prints the failures, and returns the exit code. */
    int explain(RunReport report) {
        warn(report);
        int failures = 0;
        for (NodeReport node : report.nodes()) {
            if (node instanceof NodeReport.Failed failed) {
                failures++;
                explain(failed, report.runId());
            }
            tellStored(node);
        }
        if (failures > 0) {
            return Freshet.FAILED;
        }
        boolean cancelled = report.nodes().stream()
                .anyMatch(node -> node instanceof NodeReport.Cancelled || node instanceof NodeReport.NotStarted);
        if (cancelled) {
            console.err().println("the run was cancelled; the next run resumes where it stopped");
            return Freshet.INTERRUPTED;
        }
        return report.succeeded() ? Freshet.DONE : Freshet.FAILED;
    }

    /** Prints how many partitions a node has stored that did not end well. */
    private void tellStored(NodeReport node) {
        if (node instanceof NodeReport.Succeeded) {
            return;
        }
        for (OutputPartitions output : node.partitions()) {
            int made = output.made().size();
            if (made > 0) {
                console.err()
                        .println("node " + node.node() + " stored " + made + (made == 1 ? " partition" : " partitions")
                                + " of " + output.dataset() + " before it "
                                + (node instanceof NodeReport.Failed ? "failed" : "was cancelled"));
            }
        }
    }

    private void explain(NodeReport.Failed failed, String run) {
        List<PartitionFailure> partitions = failed.failedPartitions();
        if (partitions.isEmpty()) {
            explain(failed.node(), "node " + failed.node(), failed.cause());
        }
        for (PartitionFailure partition : partitions.subList(0, Math.min(MOST_PARTITIONS, partitions.size()))) {
            String key = VisibleText.line(partition.partition());
            explain(failed.node(), "partition \"" + key + "\" of node " + failed.node(), partition.cause());
        }
        int more = partitions.size() - MOST_PARTITIONS;
        if (more > 0) {
            String name = more == 1 ? "1 more partition of node " : more + " more partitions of node ";
            console.err().println(name + failed.node() + " failed; \"runs " + Who.id(run) + "\" lists all");
        }
    }

    private void explain(String node, String what, Throwable cause) {
        String method =
                pipeline.graph().nodeNumber(node).map(pipeline.graph()::method).orElse(node);
        if (cause instanceof DatasetException || cause instanceof StateException || cause instanceof TimeoutException) {
            console.err().println(what + " failed: " + VisibleText.lines(String.valueOf(cause.getMessage())));
            return;
        }
        Object told = cause instanceof WorkerException ? cause.getMessage() : cause;
        console.err().println(what + " (" + method + ") failed: " + VisibleText.lines(String.valueOf(told)));
        UserFrames.of(cause, pipeline.getClass()).forEach(frame -> console.err().println("    at " + frame));
    }

    /**
     * Returns a location of the catalog relative to the working directory, so that it can be opened from there. The URL
     * of a storage stays as it is.
     */
    static String fromHere(Path conf, String location) {
        if (location.contains("://")) {
            return location;
        }
        Path here = Path.of("").toAbsolutePath();
        Path file = conf.toAbsolutePath().normalize().resolveSibling(location);
        return (file.startsWith(here) ? here.relativize(file) : file).toString();
    }
}
