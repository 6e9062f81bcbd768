package dev.freshet.runtime.cli;

import dev.freshet.runtime.cli.terminal.Console;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.run.ImportReport;
import dev.freshet.runtime.run.ProjectState;
import dev.freshet.runtime.run.Run;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ParseResult;
import tools.jackson.databind.json.JsonMapper;

/** {@code state push}, {@code state export} and {@code state import}: results go from one state to another. */
final class TransferCommands {
    private final CompiledPipeline pipeline;
    private final Console console;

    TransferCommands(CompiledPipeline pipeline, Console console) {
        this.pipeline = pipeline;
        this.console = console;
    }

    private ProjectState state(ParseResult command) {
        return GivenOptions.configure(Run.of(pipeline), command, console).projectState();
    }

    private static Path path(ParseResult command) {
        return Path.of(GivenOptions.nodes(command).get(0));
    }

    private int print(ParseResult command, Map<String, Object> json, String text) {
        console.out().println(GivenOptions.json(command) ? new JsonMapper().writeValueAsString(json) : text);
        return Freshet.DONE;
    }

    private static String results(int count) {
        return count == 1 ? "1 result" : count + " results";
    }

    int push(ParseResult command) {
        int shared = state(command).push();
        return print(
                command,
                Map.of("results", shared),
                shared == 0 ? "there is nothing to share" : "shared " + results(shared));
    }

    int export(ParseResult command) {
        int written = state(command).exportTo(path(command));
        return print(command, Map.of("results", written), "wrote " + results(written) + " to " + path(command));
    }

    int take(ParseResult command) {
        ImportReport report = state(command).importFrom(path(command));
        return print(command, report.toJson(), text(report));
    }

    private static String text(ImportReport report) {
        String target = report.isShared() ? "the shared state" : "the state of this checkout";
        String taken = "imported " + results(report.results()) + " of " + report.runs()
                + (report.runs() == 1 ? " run" : " runs") + " into " + target;
        List<String> left = new ArrayList<>();
        add(report.known(), "that it had", left);
        add(report.older(), "older than what it had", left);
        add(report.privates(), "that mean something to one checkout only", left);
        return taken + (left.isEmpty() ? "" : "; left out " + String.join(", ", left));
    }

    private static void add(int count, String what, List<String> left) {
        if (count > 0) {
            left.add(count + " " + what);
        }
    }
}
