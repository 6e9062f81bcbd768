package dev.freshet.runtime.cli.text;

import dev.freshet.runtime.cli.terminal.Colours;
import dev.freshet.runtime.cli.terminal.Table;
import dev.freshet.runtime.cli.terminal.Who;
import dev.freshet.runtime.run.Lineage;
import dev.freshet.runtime.run.Lineage.Step;
import dev.freshet.runtime.state.RunRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Formats the lineage of a dataset as two trees: what it was made from, and what was made of it. A result that occurs
 * again is printed once, and named after that.
 */
public final class LineageText {
    private static final String INDENT = "  ";
    private static final int CODE = 12;
    private static final int LONGEST_VALUE = 60;

    private final Lineage lineage;
    private final Lineage.Direction direction;
    private final List<List<String>> rows = new ArrayList<>();
    private final Set<Integer> printed = new HashSet<>();

    /**
     * What is still to be printed.
     *
     * @param text the beginning of the line
     * @param step the step that the line is about; empty if there is none
     * @param detail the end of the line if there is none
     */
    private record Open(int depth, String text, Optional<Integer> step, String detail) {}

    public LineageText(Lineage lineage, Lineage.Direction direction) {
        this.lineage = lineage;
        this.direction = direction;
    }

    public List<String> lines() {
        if (direction != Lineage.Direction.DOWN) {
            print(new Open(0, up(lineage.dataset(), lineage.maker()), lineage.maker(), lineage.origin()), true);
        }
        if (direction != Lineage.Direction.UP) {
            printed.clear();
            row(0, lineage.dataset() + " ->", lineage.readers().isEmpty() ? "no recorded result read it" : "");
            lineage.readers().forEach(reader -> print(new Open(1, down(reader), Optional.of(reader), ""), false));
        }
        List<String> lines = new ArrayList<>();
        if (!lineage.note().isEmpty()) {
            lines.add(lineage.dataset() + ": " + lineage.note());
        }
        int widest = rows.stream().mapToInt(row -> row.get(0).length()).max().orElse(0);
        Table.Column left = new Table.Column(widest, false, Colours.OFF);
        Table.Column right = new Table.Column(0, false, Colours.OFF);
        rows.forEach(row -> lines.add(Table.line(List.of(left, right), row.get(0), row.get(1))));
        if (lineage.entry() > 0) {
            lines.add("as of entry " + lineage.entry() + " of the shared state");
        }
        return lines;
    }

    private void row(int depth, String left, String right) {
        rows.add(List.of(INDENT.repeat(depth) + left, right));
    }

    private String up(String dataset, Optional<Integer> maker) {
        return maker.map(step -> dataset + " <- " + step(step).result().node()).orElse(dataset);
    }

    private String down(int reader) {
        return step(reader).result().node() + " -> "
                + String.join(", ", step(reader).result().outputs().keySet());
    }

    private Step step(int number) {
        return lineage.steps().get(number);
    }

    private void print(Open first, boolean isUp) {
        Deque<Open> open = new ArrayDeque<>();
        open.push(first);
        while (!open.isEmpty()) {
            Open one = open.pop();
            if (one.step().isEmpty()) {
                row(one.depth(), one.text(), one.detail());
                continue;
            }
            int number = one.step().get();
            if (!printed.add(number)) {
                row(one.depth(), one.text(), "see above");
                continue;
            }
            details(one);
            List<Open> next = isUp ? inputs(number, one.depth() + 1) : readers(number, one.depth() + 1);
            for (int i = next.size() - 1; i >= 0; i--) {
                open.push(next.get(i));
            }
        }
    }

    private List<Open> inputs(int number, int depth) {
        Step step = step(number);
        List<Open> inputs = new ArrayList<>();
        for (String dataset : step.result().inputs().keySet()) {
            Optional<Integer> source = Optional.ofNullable(step.sources().get(dataset));
            inputs.add(
                    new Open(depth, up(dataset, source), source, step.origins().getOrDefault(dataset, "")));
        }
        return inputs;
    }

    private List<Open> readers(int number, int depth) {
        return step(number).readers().stream()
                .map(reader -> new Open(depth, down(reader), Optional.of(reader), ""))
                .toList();
    }

    private void details(Open one) {
        Step step = step(one.step().orElseThrow());
        row(
                one.depth(),
                one.text(),
                step.run()
                        .map(run -> who(step, run))
                        .orElse("run " + Who.id(step.result().runId())));
        String how = how(step);
        if (!how.isEmpty()) {
            row(0, "", how);
        }
    }

    private static String who(Step step, RunRecord run) {
        List<String> words = new ArrayList<>();
        words.add(Who.where(run));
        words.add(Who.time(step.result().finished()));
        words.add("run " + Who.id(run.runId()));
        if (!run.commit().isEmpty()) {
            words.add("commit " + Who.commit(run));
        }
        if (!run.job().isEmpty()) {
            words.add("job " + run.job());
        }
        words.add("environment " + run.environment());
        return String.join(", ", words);
    }

    private static String how(Step step) {
        List<String> words = new ArrayList<>();
        step.result().parameters().forEach((name, value) -> words.add(name + " = " + shown(value)));
        String code = step.result().code();
        if (!code.isEmpty()) {
            words.add("code " + code.substring(0, Math.min(CODE, code.length())));
        }
        if (step.result().isAccepted()) {
            words.add("accepted although something had changed");
        }
        if (!step.isLatest()) {
            words.add("replaced since");
        }
        return String.join(", ", words);
    }

    private static String shown(String value) {
        if (value.contains("\"secret ")) {
            return "***";
        }
        return value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "...";
    }
}
