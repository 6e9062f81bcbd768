package dev.freshet.runtime.cli.text;

import dev.freshet.config.VisibleText;
import dev.freshet.runtime.cli.terminal.Colours;
import dev.freshet.runtime.cli.terminal.Columns;
import dev.freshet.runtime.cli.terminal.Table;
import dev.freshet.runtime.cli.terminal.Who;
import dev.freshet.runtime.comparison.Cause;
import dev.freshet.runtime.comparison.ComparedRun;
import dev.freshet.runtime.comparison.RunComparison;
import dev.freshet.runtime.comparison.RunComparison.Content;
import dev.freshet.runtime.comparison.RunComparison.Result;
import dev.freshet.runtime.comparison.RunComparison.Times;
import dev.freshet.runtime.state.Version;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Formats the comparison of two runs: both runs, the changes, the results, and the times. */
public final class RunComparisonText {
    private static final int MOST_NODES = 3;
    private static final int DIGITS = 12;
    private static final int NO_STATUS = -1;

    private final RunComparison comparison;

    public RunComparisonText(RunComparison comparison) {
        this.comparison = comparison;
    }

    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(VisibleText.line("before  " + run(comparison.before())));
        lines.add(VisibleText.line("after   " + run(comparison.after())));
        lines.add(comparison.causes().isEmpty() ? "nothing was changed" : "changed:");
        comparison.causes().forEach(cause -> lines.add(VisibleText.line("  " + text(cause))));
        if (!comparison.unknown().isEmpty()) {
            lines.add(
                    VisibleText.line("not known any more, of what results were made: " + names(comparison.unknown())));
        }
        List<Result> stored = comparison.results().stream()
                .filter(RunComparisonText::isStored)
                .toList();
        if (!stored.isEmpty()) {
            lines.add("results:");
            lines.addAll(indented(stored.stream().map(RunComparisonText::row).toList()));
        }
        if (!comparison.nodes().isEmpty()) {
            lines.add("nodes:");
            lines.addAll(indented(
                    comparison.nodes().stream().map(RunComparisonText::row).toList()));
        }
        return lines;
    }

    private static List<String> indented(List<List<String>> rows) {
        return Table.lines(rows, NO_STATUS, Colours.OFF).stream()
                .map(line -> "  " + line)
                .toList();
    }

    private String run(ComparedRun run) {
        String commit = Who.commit(run.commit(), run.isDirty());
        boolean isOther =
                !comparison.before().environment().equals(comparison.after().environment());
        return Who.id(run.run()) + "  " + Who.time(run.start()) + ", " + run.outcome() + " in "
                + Columns.time(run.duration()) + ", " + Who.where(run.user(), run.host())
                + (commit.isEmpty() ? "" : ", commit " + commit)
                + (isOther ? ", environment " + run.environment() : "");
    }

    private static String text(Cause cause) {
        return cause.text() + "; " + names(cause.nodes());
    }

    private static String names(List<String> names) {
        String first = String.join(", ", names.subList(0, Math.min(MOST_NODES, names.size())));
        return names.size() <= MOST_NODES ? first : first + " and " + (names.size() - MOST_NODES) + " more";
    }

    private static List<String> row(Result result) {
        return List.of(
                result.dataset(),
                pair(
                        result.before().map(RunComparisonText::version),
                        result.after().map(RunComparisonText::version)),
                sizes(result, Content::rows, "rows"),
                sizes(result, Content::bytes, "bytes"));
    }

    private static String pair(Optional<String> before, Optional<String> after) {
        return before.orElse("none") + " -> " + after.orElse("none");
    }

    /** Returns the beginning of a digest. */
    private static String version(Content content) {
        int digest = content.version().indexOf(':') + 1;
        return content.version().substring(0, Math.min(content.version().length(), digest + DIGITS));
    }

    /** The version of what is in memory says nothing to people. */
    private static boolean isStored(Result result) {
        return Stream.of(result.before(), result.after())
                .flatMap(Optional::stream)
                .anyMatch(content -> Version.read(content.version()) instanceof Version.Content);
    }

    private interface Size {
        OptionalLong of(Content content);
    }

    private static String sizes(Result result, Size size, String unit) {
        OptionalLong before = result.before().map(size::of).orElse(OptionalLong.empty());
        OptionalLong after = result.after().map(size::of).orElse(OptionalLong.empty());
        if (before.isEmpty() && after.isEmpty()) {
            return "";
        }
        return before.equals(after) ? text(after) + " " + unit : text(before) + " -> " + text(after) + " " + unit;
    }

    private static String text(OptionalLong size) {
        return size.isPresent() ? Long.toString(size.getAsLong()) : "?";
    }

    private static List<String> row(Times times) {
        String outcome = Objects.equals(times.outcomeBefore(), times.outcomeAfter())
                ? times.outcomeAfter()
                : or(times.outcomeBefore()) + " -> " + or(times.outcomeAfter());
        return List.of(times.node(), outcome, time(times.before()) + " -> " + time(times.after()));
    }

    private static String or(String outcome) {
        return outcome.isEmpty() ? "none" : outcome;
    }

    private static String time(Optional<Duration> duration) {
        return duration.map(Columns::time).orElse("-");
    }
}
