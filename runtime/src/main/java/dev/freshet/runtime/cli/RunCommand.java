package dev.freshet.runtime.cli;

import dev.freshet.runtime.change.Reason;
import dev.freshet.runtime.dataset.DatasetException;
import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.runtime.hook.RunListener;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.run.Run;
import dev.freshet.runtime.run.RunReport;
import dev.freshet.runtime.run.Runner;
import dev.freshet.runtime.state.StateException;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.ParseResult;
import tools.jackson.databind.json.JsonMapper;

/** {@code run}: a line for each node as it finishes, then where the results are and a total. */
final class RunCommand {
    private final CompiledPipeline pipeline;
    private final Console console;
    private int width;

    RunCommand(CompiledPipeline pipeline, Console console) {
        this.pipeline = pipeline;
        this.console = console;
    }

    private int width() {
        if (width == 0) {
            width = longestName(pipeline.graph());
        }
        return width;
    }

    private static int longestName(PipelineGraph graph) {
        int longest = 1;
        for (int node = 0; node < graph.nodeCount(); node++) {
            longest = Math.max(longest, graph.node(node).length());
        }
        return Math.min(longest, 40);
    }

    /** As if without any option; does without the command line's parser, which takes longer than a run with nothing to do. */
    int execute() {
        return summarize(Run.of(pipeline).listener(new Lines(true)).start(), Path.of("conf"));
    }

    int execute(ParseResult command) {
        Commands.requireKnownRunner(command);
        Run run = Commands.configure(Run.of(pipeline), command)
                .runner(Runner.sequential())
                .listener(new Lines(!Commands.json(command)));
        if (Commands.dryRun(command)) {
            return new StateCommands(pipeline, console).plan(command, run.plan());
        }
        RunReport report = run.start();
        return Commands.json(command)
                ? json(report)
                : summarize(report, Commands.confSource(command).orElse(Path.of("conf")));
    }

    private int json(RunReport report) {
        console.out().println(new JsonMapper().writeValueAsString(ReportJson.of(report)));
        report.failure().ifPresent(this::explain);
        return exitCode(report);
    }

    private static int exitCode(RunReport report) {
        if (report.failure().isPresent()) {
            return Freshet.FAILED;
        }
        return report.succeeded() ? Freshet.DONE : Freshet.INTERRUPTED;
    }

    /** Prints a line for each node as it ends. */
    private final class Lines implements RunListener {
        private final boolean prints;

        Lines(boolean prints) {
            this.prints = prints;
        }

        @Override
        public boolean hearsOfFreshRuns() {
            return false;
        }

        @Override
        public void nodeFinished(NodeReport node) {
            if (prints) {
                print(node);
            }
        }
    }

    private synchronized void print(NodeReport node) {
        if (node instanceof NodeReport.Succeeded succeeded) {
            line(
                    succeeded,
                    time(succeeded.timing().ran().toNanos())
                            + succeeded.reasons().stream()
                                    .filter(reason -> !(reason instanceof Reason.NeverRan))
                                    .findFirst()
                                    .map(reason -> "  " + reason.text())
                                    .orElse(""));
        } else if (node instanceof NodeReport.Failed failed) {
            line(failed, time(failed.timing().ran().toNanos()));
        }
    }

    private void line(NodeReport node, String detail) {
        console.out().println(padded(node.node(), width()) + "  " + padded(node.outcome(), 8) + "  " + detail);
    }

    private static String padded(String text, int width) {
        return text.length() >= width ? text : text + " ".repeat(width - text.length());
    }

    static String time(long nanos) {
        return String.format(Locale.ROOT, "%7.3f s", nanos / 1e9);
    }

    /** A location of the catalog as seen from the working directory, so that it can be opened from there. */
    private static String fromHere(Path conf, String location) {
        Path here = Path.of("").toAbsolutePath();
        Path file = conf.toAbsolutePath().normalize().resolveSibling(location);
        return (file.startsWith(here) ? here.relativize(file) : file).toString();
    }

    private int summarize(RunReport report, Path conf) {
        if (report.freshNodes() > 0) {
            int all = report.freshNodes();
            console.out().println("nothing to run: " + all + (all == 1 ? " node is" : " nodes are") + " fresh");
            return Freshet.DONE;
        }
        int done = 0;
        int skipped = 0;
        for (NodeReport node : report.nodes()) {
            if (node instanceof NodeReport.Succeeded succeeded) {
                done++;
                succeeded
                        .changedInputs()
                        .forEach(input -> console.err()
                                .println("input " + input + " was changed while " + succeeded.node()
                                        + " ran; it will run again"));
            } else if (node instanceof NodeReport.Skipped) {
                skipped++;
            } else if (node instanceof NodeReport.Blocked blocked) {
                line(blocked, "needs " + blocked.by());
            } else if (node instanceof NodeReport.NotStarted notStarted) {
                line(notStarted, "the run had stopped");
            }
        }
        report.saved()
                .forEach(
                        (name, location) -> console.out().println("saved " + name + " to " + fromHere(conf, location)));
        console.out().println(total(report, done, skipped));
        report.failure().ifPresent(this::explain);
        return exitCode(report);
    }

    private static String total(RunReport report, int done, int skipped) {
        int all = report.nodes().size();
        return done + " of " + all + " nodes done in "
                + time(report.duration().toNanos()).strip() + (skipped == 0 ? "" : ", " + skipped + " were fresh");
    }

    private void explain(NodeReport.Failed failed) {
        Throwable cause = failed.cause();
        String method = pipeline.graph()
                .nodeNumber(failed.node())
                .map(pipeline.graph()::method)
                .orElse(failed.node());
        if (cause instanceof DatasetException || cause instanceof StateException) {
            console.err().println("node " + failed.node() + " failed: " + cause.getMessage());
            return;
        }
        console.err().println("node " + failed.node() + " (" + method + ") failed: " + cause);
        UserFrames.of(cause, pipeline.getClass()).forEach(frame -> console.err().println("    at " + frame));
    }
}
