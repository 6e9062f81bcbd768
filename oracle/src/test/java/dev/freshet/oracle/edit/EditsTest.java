package dev.freshet.oracle.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.oracle.Compiler;
import dev.freshet.oracle.Judge;
import dev.freshet.oracle.Verdict;
import dev.freshet.oracle.Way;
import dev.freshet.oracle.executed.NodeRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Judges edits by byte code and by what nodes return. {@code -Dfreshet.thorough=400} makes 400 times as many,
 * {@code -Dfreshet.seed} says which, {@code -Dfreshet.edit} the number of the only one, and
 * {@code -Dfreshet.library=commons-csv:1.9.0} edits a library instead of the programs that were made for it.
 */
final class EditsTest {
    private static final int EDITS = 60 * Integer.getInteger("freshet.thorough", 1);
    private static final int FROM = Integer.getInteger("freshet.from", 0);
    private static final long SEED = Long.getLong("freshet.seed", 1);
    private static final @Nullable String LIBRARY = System.getProperty("freshet.library");
    private static final int REPORTED = 200;
    private static final Path REPORT = Path.of("target/edits.txt");

    @TempDir
    Path directory;

    private final Tally tally = new Tally();
    private final List<String> findings = new ArrayList<>();

    @Test
    void edits_changeTheFingerprintsOfWhatTheyChange() throws IOException {
        Integer only = Integer.getInteger("freshet.edit");
        System.out.println("seed " + SEED + ", edits " + (only == null ? FROM + " to " + (FROM + EDITS) : only)
                + ", JDK " + Runtime.version());
        List<Subject> subjects = LIBRARY == null ? Subject.all() : List.of(Subject.library(LIBRARY));
        Compiler compiler = Compiler.ofCode(subjects.get(0).classPath());
        try (Judge judge = new Judge(directory, EnumSet.of(Way.CLEAN, Way.FILES, Way.MODULES), compiler)
                .running(new NodeRunner())) {
            EditRun run = new EditRun(SEED, judge, subjects);
            for (int i = 0; i < (only == null ? EDITS : 1); i++) {
                add(run.run(only == null ? FROM + i : only), only != null);
                if (i % REPORTED == REPORTED - 1) {
                    report();
                }
            }
        }
        report();
        System.out.println(tally.table(false));
        assertThat(findings).filteredOn(finding -> finding.startsWith("MISSED")).isEmpty();
        if (only == null) {
            assertThat(tally.compiled()).as("most edits compile").isGreaterThan(EDITS / 3);
            assertThat(tally.valueChanged()).as("many edits have an effect").isGreaterThan(EDITS / 20);
            assertThat(tally.needless()).as("needless").isLessThanOrEqualTo(1 + tally.unchanged() / 50);
        }
    }

    private void report() throws IOException {
        Files.createDirectories(REPORT.getParent());
        Files.writeString(REPORT, tally.table(false) + "\n" + tally.table(true) + "\n" + String.join("\n\n", findings));
    }

    private void add(EditRun.Outcome outcome, boolean isShown) {
        tally.add(outcome);
        List<Verdict> verdicts = outcome.verdicts();
        if (verdicts == null) {
            return;
        }
        boolean isRewrite = Rewrites.isOne(outcome.edit().kind());
        for (Verdict.Kind kind : List.of(Verdict.Kind.MISSED, Verdict.Kind.NEEDLESS)) {
            List<Verdict> bad =
                    verdicts.stream().filter(each -> each.kind() == kind).toList();
            if (!bad.isEmpty() && !(isRewrite && kind == Verdict.Kind.NEEDLESS)) {
                StringBuilder text = new StringBuilder(kind + " seed " + SEED + " edit " + outcome.number() + " of "
                        + outcome.subject() + ": " + outcome.edit().kind() + "\n" + outcome.difference());
                bad.forEach(verdict -> text.append("  ").append(verdict).append('\n'));
                findings.add(text.toString());
                System.out.println(text);
            }
        }
        if (isShown) {
            System.out.println(outcome.edit().kind() + "\n" + outcome.difference());
            verdicts.forEach(verdict -> System.out.println(
                    "  " + verdict + " " + verdict.code() + (verdict.isOtherValue() ? " other value" : "")));
        }
    }
}
