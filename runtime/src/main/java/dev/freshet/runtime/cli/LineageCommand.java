package dev.freshet.runtime.cli;

import dev.freshet.runtime.cli.terminal.Console;
import dev.freshet.runtime.cli.text.LineageText;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.run.Lineage;
import dev.freshet.runtime.run.Run;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** {@code lineage}: who made a dataset from what, and what was made of it. */
final class LineageCommand {
    private final CompiledPipeline pipeline;
    private final Console console;

    LineageCommand(CompiledPipeline pipeline, Console console) {
        this.pipeline = pipeline;
        this.console = console;
    }

    int execute(ParseResult command) {
        String dataset = GivenOptions.nodes(command).get(0);
        Lineage lineage = GivenOptions.configure(Run.of(pipeline), command, console)
                .projectState()
                .lineage(dataset, direction(command), moment(command));
        if (GivenOptions.json(command)) {
            console.print(lineage.toJson());
        } else {
            new LineageText(lineage, direction(command)).lines().forEach(console.out()::println);
        }
        return Freshet.DONE;
    }

    private static Lineage.Direction direction(ParseResult command) {
        boolean up = GivenOptions.has(command, TeamSpecs.UP);
        boolean down = GivenOptions.has(command, TeamSpecs.DOWN);
        if (up == down) {
            return Lineage.Direction.BOTH;
        }
        return up ? Lineage.Direction.UP : Lineage.Direction.DOWN;
    }

    private static Lineage.Moment moment(ParseResult command) {
        String text = command.matchedOptionValue(TeamSpecs.AT, "");
        if (text.isEmpty()) {
            return Lineage.Moment.NOW;
        }
        if (text.matches("[0-9]{1,18}")) {
            return new Lineage.Moment.Entry(Long.parseLong(text));
        }
        try {
            return new Lineage.Moment.Time(time(text));
        } catch (DateTimeParseException e) {
            throw new ParameterException(
                    command.commandSpec().commandLine(),
                    "\"" + text + "\" is neither the number of an entry nor a time; write it as in " + TeamSpecs.AT
                            + " 57 or " + TeamSpecs.AT + " 2026-11-26T14:00");
        }
    }

    /** Reads a time with zone, a local time, or a day, which stands for its end. */
    private static Instant time(String text) {
        if (text.endsWith("Z")) {
            return Instant.parse(text);
        }
        ZoneId zone = ZoneId.systemDefault();
        if (!text.contains("T")) {
            return LocalDate.parse(text)
                    .plusDays(1)
                    .atStartOfDay(zone)
                    .toInstant()
                    .minusNanos(1);
        }
        return LocalDateTime.parse(text).atZone(zone).toInstant();
    }
}
