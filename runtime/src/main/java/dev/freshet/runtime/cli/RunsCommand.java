package dev.freshet.runtime.cli;

import dev.freshet.runtime.cli.terminal.Columns;
import dev.freshet.runtime.cli.terminal.Console;
import dev.freshet.runtime.cli.terminal.Table;
import dev.freshet.runtime.cli.terminal.Who;
import dev.freshet.runtime.cli.text.PipelineName;
import dev.freshet.runtime.cli.text.RunComparisonText;
import dev.freshet.runtime.cli.text.RunReportText;
import dev.freshet.runtime.comparison.RunComparison;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.run.ProjectState;
import dev.freshet.runtime.run.RecordedRun;
import dev.freshet.runtime.run.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * {@code runs}: the last runs, or one of them. The state knows the runs of all checkouts that recorded results; the
 * reports of this checkout also know how its runs ended, and its runs that recorded nothing.
 */
final class RunsCommand {
    private static final int DEFAULT_COUNT = 20;
    /** The column of the table that says how a run ended. */
    private static final int RESULT = 4;

    private final CompiledPipeline pipeline;
    private final Console console;

    RunsCommand(CompiledPipeline pipeline, Console console) {
        this.pipeline = pipeline;
        this.console = console;
    }

    int execute(ParseResult command) {
        ProjectState state =
                GivenOptions.configure(Run.of(pipeline), command, console).projectState();
        List<String> id = GivenOptions.nodes(command);
        return id.isEmpty() ? list(state, command) : show(state, id.get(0), GivenOptions.json(command));
    }

    /** {@code runs diff}: what differs between two runs. */
    int diff(ParseResult command) {
        RunComparison comparison = GivenOptions.configure(Run.of(pipeline), command, console)
                .projectState()
                .compare(GivenOptions.nodes(command));
        if (GivenOptions.json(command)) {
            console.print(comparison.toJson());
        } else {
            new RunComparisonText(comparison).lines().forEach(console.out()::println);
        }
        return Freshet.DONE;
    }

    private int list(ProjectState state, ParseResult command) {
        int most = command.matchedOptionValue(TeamSpecs.COUNT, DEFAULT_COUNT);
        if (most < 1) {
            throw new ParameterException(
                    command.commandSpec().commandLine(), TeamSpecs.COUNT + " must be at least 1, not " + most);
        }
        List<Map<String, Object>> runs = runs(state, most);
        List<Map<String, Object>> shown = runs.subList(0, Math.min(most, runs.size()));
        if (GivenOptions.json(command)) {
            console.print(shown);
            return Freshet.DONE;
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("started", "run", "by", "pipeline", "result", "nodes", "time", "code"));
        shown.forEach(run -> rows.add(row(run)));
        if (shown.isEmpty()) {
            console.out().println("no run is recorded");
        } else {
            Table.print(console, RESULT, rows);
        }
        if (runs.size() > shown.size()) {
            console.out()
                    .println((runs.size() - shown.size()) + " more; " + TeamSpecs.COUNT + " says how many to print");
        }
        return Freshet.DONE;
    }

    /** Returns the newest runs, the newest first. */
    static List<Map<String, Object>> newest(ProjectState state, int most) {
        List<Map<String, Object>> runs = runs(state, most);
        return runs.subList(0, Math.min(most, runs.size()));
    }

    /** Returns the runs of the state and those of the newest reports, the newest first. */
    private static List<Map<String, Object>> runs(ProjectState state, int most) {
        Map<String, Map<String, Object>> runs = new LinkedHashMap<>();
        for (RecordedRun run : state.runs()) {
            runs.put(run.run().runId(), run.toJson());
        }
        for (Map<String, Object> report : state.reports(most)) {
            RunReportText text = new RunReportText(report);
            runs.merge(text.id(), text.entry(), (known, told) -> {
                known.put("outcome", told.get("outcome"));
                return known;
            });
        }
        return runs.values().stream()
                .sorted(Comparator.comparing((Map<String, Object> run) -> Instant.parse(text(run, "started")))
                        .reversed())
                .toList();
    }

    private static String text(Map<String, Object> run, String key) {
        return String.valueOf(run.getOrDefault(key, ""));
    }

    private List<String> row(Map<String, Object> run) {
        String commit = Who.commit(text(run, "commit"), Boolean.TRUE.equals(run.get("dirty")));
        String job = text(run, "job");
        return List.of(
                Who.time(Instant.parse(text(run, "started"))),
                Who.id(text(run, "run")),
                Who.where(text(run, "user"), text(run, "host")),
                new PipelineName(pipeline).of(text(run, "pipeline"), text(run, "environment")),
                text(run, "outcome"),
                Integer.toString(((List<?>) run.getOrDefault("nodes", List.of())).size()),
                Columns.time(Duration.parse(text(run, "duration"))),
                commit + (commit.isEmpty() || job.isEmpty() ? "" : ", ") + job);
    }

    private int show(ProjectState state, String id, boolean isJson) {
        List<Map<String, Object>> reports = state.reportsOf(id);
        if (reports.size() > 1) {
            throw new UsageException("several runs begin with \"" + id + "\"; give more of the id");
        }
        if (reports.isEmpty()) {
            throw new UsageException(absence(state, id));
        }
        if (isJson) {
            console.print(reports.get(0));
        } else {
            new RunReportText(reports.get(0)).lines(console.colours()).forEach(console.out()::println);
        }
        return Freshet.DONE;
    }

    private static String absence(ProjectState state, String id) {
        return state.runs().stream()
                .filter(run -> run.run().runId().startsWith(id))
                .findFirst()
                .map(run -> "the report of run " + id + " is not here: it is with "
                        + Who.where(run.run().user(), run.run().host()) + ", or it was deleted, being old")
                .orElse("there is no run \"" + id + "\"; \"" + TeamSpecs.RUNS + "\" prints the last runs");
    }
}
