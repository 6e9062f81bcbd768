package dev.freshet.runtime.cli;

import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.run.RecordedRun;
import dev.freshet.runtime.run.Run;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import tools.jackson.databind.json.JsonMapper;

/** {@code runs}: the recorded runs of all checkouts. */
final class RunsCommand {
    private static final int DEFAULT_COUNT = 20;

    private final CompiledPipeline pipeline;
    private final Console console;

    RunsCommand(CompiledPipeline pipeline, Console console) {
        this.pipeline = pipeline;
        this.console = console;
    }

    int execute(ParseResult command) {
        int most = command.matchedOptionValue(TeamSpecs.COUNT, DEFAULT_COUNT);
        if (most < 1) {
            throw new ParameterException(
                    command.commandSpec().commandLine(), TeamSpecs.COUNT + " must be at least 1, not " + most);
        }
        List<RecordedRun> runs =
                GivenOptions.configure(Run.of(pipeline), command).projectState().runs();
        List<RecordedRun> shown = runs.subList(0, Math.min(most, runs.size()));
        if (GivenOptions.json(command)) {
            console.out()
                    .println(new JsonMapper()
                            .writeValueAsString(
                                    shown.stream().map(RecordedRun::toJson).toList()));
            return Freshet.DONE;
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("started", "run", "by", "pipeline", "nodes", "time", "code"));
        shown.forEach(run -> rows.add(row(run)));
        if (shown.isEmpty()) {
            console.out().println("no run is recorded");
        } else {
            Table.print(console, rows);
        }
        if (runs.size() > shown.size()) {
            console.out()
                    .println((runs.size() - shown.size()) + " more; " + TeamSpecs.COUNT + " says how many to print");
        }
        return Freshet.DONE;
    }

    private static List<String> row(RecordedRun run) {
        String commit = Who.commit(run.run());
        String job = run.run().job();
        return List.of(
                Who.time(run.run().started()),
                Who.id(run.run().runId()),
                Who.where(run.run()),
                name(run.run().pipeline()) + " (" + run.run().environment() + ")",
                Integer.toString(run.results().size()),
                Columns.time(run.duration()),
                commit + (commit.isEmpty() || job.isEmpty() ? "" : ", ") + job);
    }

    /** Returns the name without its package. */
    private static String name(String pipeline) {
        return pipeline.substring(pipeline.lastIndexOf('.') + 1);
    }
}
