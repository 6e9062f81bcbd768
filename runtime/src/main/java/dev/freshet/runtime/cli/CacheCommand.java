package dev.freshet.runtime.cli;

import dev.freshet.runtime.cli.terminal.Console;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.run.CacheReport;
import dev.freshet.runtime.run.ProjectState;
import dev.freshet.runtime.run.Run;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import tools.jackson.databind.json.JsonMapper;

/** {@code cache gc}: removes old results from the shared cache, once somebody has seen what goes. */
final class CacheCommand {
    private static final Pattern AGE = Pattern.compile("([0-9]{1,6})([dhm])");
    private static final String DEFAULT_AGE = "30d";

    private final CompiledPipeline pipeline;
    private final Console console;

    CacheCommand(CompiledPipeline pipeline, Console console) {
        this.pipeline = pipeline;
        this.console = console;
    }

    int execute(ParseResult command) {
        Duration age = age(command);
        boolean isDry = GivenOptions.has(command, Commands.DRY_RUN);
        boolean isSure = GivenOptions.has(command, TeamSpecs.YES);
        if (isDry && isSure) {
            throw new ParameterException(
                    command.commandSpec().commandLine(),
                    Commands.DRY_RUN + " and " + TeamSpecs.YES + " exclude each other");
        }
        boolean json = GivenOptions.json(command);
        ProjectState state =
                GivenOptions.configure(Run.of(pipeline), command, console).projectState();
        CacheReport report = state.collectCache(age, !isSure);
        print(report, json);
        boolean isEmpty = report.removedResults() == 0 && report.removedFiles() == 0;
        if (isSure || isDry || json || isEmpty) {
            return Freshet.DONE;
        }
        if (!console.isTerminal()) {
            console.out().println("nothing was removed; to remove them, give " + TeamSpecs.YES);
        } else if (console.confirms("Remove them?")) {
            print(state.collectCache(age, false), false);
        } else {
            console.out().println("nothing was removed");
        }
        return Freshet.DONE;
    }

    private void print(CacheReport report, boolean json) {
        console.out().println(json ? new JsonMapper().writeValueAsString(report.toJson()) : text(report));
    }

    private static String text(CacheReport report) {
        return (report.isDry() ? "would remove " : "removed ")
                + count(report.removedResults(), report.removedFiles(), report.removedBytes()) + "; "
                + count(report.keptResults(), report.keptFiles(), report.keptBytes())
                + (report.isDry() ? " would stay" : " stay");
    }

    private static String count(int results, int files, long bytes) {
        return results + (results == 1 ? " result" : " results") + " and " + files + (files == 1 ? " file" : " files")
                + " of " + size(bytes);
    }

    private static String size(long bytes) {
        if (bytes < 1_000_000) {
            return bytes + " bytes";
        }
        return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }

    private static Duration age(ParseResult command) {
        String text = command.matchedOptionValue(TeamSpecs.OLDER_THAN, DEFAULT_AGE);
        Matcher matcher = AGE.matcher(text);
        if (!matcher.matches()) {
            throw new ParameterException(
                    command.commandSpec().commandLine(),
                    "\"" + text + "\" is not an age; write it as in " + TeamSpecs.OLDER_THAN + " 30d, 12h or 90m");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "d" -> Duration.ofDays(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofMinutes(amount);
        };
    }
}
