package dev.freshet.runtime.cli;

import dev.freshet.runtime.cli.terminal.Columns;
import dev.freshet.runtime.cli.terminal.Console;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.plan.NodeRef;
import dev.freshet.runtime.run.Run;
import dev.freshet.runtime.run.RunReport;
import dev.freshet.runtime.timing.TraceListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
        return execute(
                Files.isDirectory(conf) ? run.conf(conf) : run,
                new Printed(conf, false, false, Optional.empty(), Optional.empty()));
    }

    int execute(ParseResult command, ShellWording wording) {
        boolean isDryRun = GivenOptions.dryRun(command);
        Run run = (isDryRun
                        ? GivenOptions.configure(Run.of(pipeline), command, console)
                        : GivenOptions.configure(Run.of(pipeline), command))
                .wording(wording)
                .runner(GivenOptions.runner(command));
        if (GivenOptions.has(command, Commands.FORCE)) {
            GivenOptions.selectedNodes(command).stream()
                    .filter(name -> pipeline.graph().nodeNumber(name).isPresent())
                    .forEach(name -> run.force(new NodeRef(name)));
        }
        if (isDryRun) {
            return new StateCommands(pipeline, console).plan(command, run.plan());
        }
        return execute(
                run,
                new Printed(
                        GivenOptions.conf(command),
                        GivenOptions.json(command),
                        GivenOptions.onlyMissing(command),
                        Optional.ofNullable(command.matchedOptionValue(Commands.TRACE, null)),
                        Serving.portOfRun(command)));
    }

    /**
     * How a run is shown.
     *
     * @param port of its page, if it has one
     */
    private record Printed(
            Path conf, boolean json, boolean onlyMissing, Optional<Path> trace, Optional<Integer> port) {}

    private int execute(Run run, Printed printed) {
        RunView view = new RunView(!printed.json(), pipeline, console);
        try {
            return printed.port().isPresent()
                    ? executeServed(run, view, printed, printed.port().get())
                    : execute(run, view, printed);
        } finally {
            view.reported();
        }
    }

    private int executeServed(Run run, RunView view, Printed printed, int port) {
        try (RunPage page = RunPage.of(run, pipeline, console, port)) {
            return execute(page.listenTo(run), view, printed);
        }
    }

    private int execute(Run run, RunView view, Printed printed) {
        if (printed.trace().isPresent()) {
            run.listener(new TraceListener(printed.trace().get()));
        }
        // Nobody interrupts this thread, so that only a node can have done so.
        return print(run.cancelledByInterrupt(false).listener(view).start(), printed, view);
    }

    private int print(RunReport report, Printed printed, RunView view) {
        RunSummary summary = new RunSummary(pipeline, console);
        if (printed.json()) {
            console.print(report.toJson());
            return summary.explain(report);
        }
        return report.upToDateNodes() > 0
                ? summary.fresh(report, printed.onlyMissing())
                : summary.print(report, printed.conf(), console.isTerminal() ? table(report) : List.of(), view.log());
    }

    private List<String> table(RunReport report) {
        Columns columns = new Columns(pipeline.graph(), console.colours());
        List<String> lines = new ArrayList<>();
        lines.add(columns.header());
        report.nodes().forEach(node -> lines.add(columns.line(node)));
        return lines;
    }
}
