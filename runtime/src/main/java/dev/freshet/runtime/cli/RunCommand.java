package dev.freshet.runtime.cli;

import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.run.Run;
import dev.freshet.runtime.run.RunReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ParseResult;

/**
 * {@code run}: on a terminal, prints a live line and then a table; in a pipe, a line for each node when it ends. Totals
 * follow.
 */
final class RunCommand {
    private final CompiledPipeline pipeline;
    private final Console console;

    RunCommand(CompiledPipeline pipeline, Console console) {
        this.pipeline = pipeline;
        this.console = console;
    }

    /**
     * Runs the pipeline without options. This method avoids the command line's parser, which takes longer than a run
     * with nothing to do.
     */
    int execute() {
        Path conf = ProjectDirectory.conf();
        Run run = Run.of(pipeline).wording(new ShellWording());
        return execute(Files.isDirectory(conf) ? run.conf(conf) : run, conf, false);
    }

    int execute(ParseResult command, ShellWording wording) {
        Run run = GivenOptions.configure(Run.of(pipeline), command)
                .wording(wording)
                .runner(GivenOptions.runner(command));
        if (GivenOptions.dryRun(command)) {
            return new StateCommands(pipeline, console).plan(command, run.plan());
        }
        return execute(run, GivenOptions.conf(command), GivenOptions.json(command));
    }

    private int execute(Run run, Path conf, boolean json) {
        RunView view = new RunView(!json, pipeline, console);
        try {
            // Nobody interrupts this thread, so that only a node can have done so.
            return print(run.cancelledByInterrupt(false).listener(view).start(), conf, json);
        } finally {
            view.reported();
        }
    }

    private int print(RunReport report, Path conf, boolean json) {
        RunSummary summary = new RunSummary(pipeline, console);
        if (json) {
            console.print(report.toJson());
            return summary.explain(report);
        }
        return report.upToDateNodes() > 0
                ? summary.fresh(report.upToDateNodes())
                : summary.print(report, conf, console.isTerminal() ? table(report) : List.of());
    }

    private List<String> table(RunReport report) {
        Columns columns = new Columns(pipeline.graph(), console.colours());
        List<String> lines = new ArrayList<>();
        lines.add(columns.header());
        report.nodes().forEach(node -> lines.add(columns.line(node)));
        return lines;
    }
}
