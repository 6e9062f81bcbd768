package dev.freshet.runtime.cli.terminal;

import dev.freshet.config.VisibleText;
import dev.freshet.runtime.hook.RunStart;
import java.io.PrintStream;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Prints lines as a log has them: date, level, run, environment and what happened. */
public final class LogLines {
    private final PrintStream out;
    private final Clock clock;
    private volatile String run = "";

    public LogLines(PrintStream out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    /** The level of a line. */
    public enum Level {
        INFO,
        WARN,
        ERROR
    }

    void started(RunStart start) {
        run = Who.id(start.runId()) + " " + start.environment();
    }

    /** Prints a line about a node, or about the whole run under the name of the pipeline. */
    public void print(Level level, String node, String text) {
        String time = DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                ZonedDateTime.now(clock).truncatedTo(ChronoUnit.SECONDS));
        out.println(
                String.format(Locale.ROOT, "%s %-5s %s %s", time, level, run, VisibleText.line(node + ": " + text)));
    }
}
