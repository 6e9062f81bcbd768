package dev.freshet.oracle.edit;

import dev.freshet.oracle.Verdict;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Counts of edits by kind: those after which code changed that a node reaches, or no code at all; those that changed what a
 * node returns; those that a fingerprint missed, or followed without a reason; among the latter, code that was written in
 * another way and compiled alike, and code out of reach.
 */
final class Tally {
    private static final String ROW = "| %-28s | %6s | %8s | %8s | %7s | %6s | %6s | %8s | %5s | %6s |%n";

    private final Map<String, Counts> kinds = new TreeMap<>();

    private static final class Counts {
        int tried;
        int compiled;
        int codeChanged;
        int unchanged;
        int valueChanged;
        int missed;
        int needless;
        int alike;
        int coarse;

        void add(Counts more) {
            tried += more.tried;
            compiled += more.compiled;
            codeChanged += more.codeChanged;
            unchanged += more.unchanged;
            valueChanged += more.valueChanged;
            missed += more.missed;
            needless += more.needless;
            alike += more.alike;
            coarse += more.coarse;
        }
    }

    void add(EditRun.Outcome outcome) {
        Counts counts = kinds.computeIfAbsent(outcome.edit().kind(), key -> new Counts());
        counts.tried++;
        List<Verdict> verdicts = outcome.verdicts();
        if (verdicts == null) {
            return;
        }
        counts.compiled++;
        counts.codeChanged += any(verdicts, each -> each.code() == Verdict.Change.IN_REACH);
        counts.unchanged += 1 - any(verdicts, each -> each.code() != Verdict.Change.NONE);
        counts.valueChanged += any(verdicts, Verdict::isOtherValue);
        counts.missed += any(verdicts, each -> each.kind() == Verdict.Kind.MISSED);
        int needless = any(verdicts, each -> each.kind() == Verdict.Kind.NEEDLESS);
        boolean isRewrite = Rewrites.isOne(outcome.edit().kind());
        counts.needless += isRewrite ? 0 : needless;
        counts.alike += isRewrite ? needless : 0;
        counts.coarse += any(verdicts, each -> each.kind() == Verdict.Kind.COARSE);
    }

    private static int any(List<Verdict> verdicts, Predicate<Verdict> which) {
        return verdicts.stream().anyMatch(which) ? 1 : 0;
    }

    int compiled() {
        return total(kinds).compiled;
    }

    int valueChanged() {
        return total(kinds).valueChanged;
    }

    int unchanged() {
        return total(kinds).unchanged;
    }

    int needless() {
        return total(kinds).needless;
    }

    int groups() {
        return groups(kinds).size();
    }

    /** The table by group, and below it by kind. */
    String table(boolean isByKind) {
        StringBuilder text = new StringBuilder(String.format(
                ROW,
                "kind of edit",
                "tried",
                "compiled",
                "in reach",
                "nowhere",
                "value",
                "missed",
                "needless",
                "coarse"));
        Map<String, Counts> rows = isByKind ? kinds : groups(kinds);
        rows.forEach((kind, counts) -> row(kind, counts, text));
        row("all", total(kinds), text);
        return text.toString();
    }

    private static Map<String, Counts> groups(Map<String, Counts> kinds) {
        Map<String, Counts> groups = new TreeMap<>();
        kinds.forEach(
                (kind, counts) -> groups.computeIfAbsent(kind.substring(0, kind.indexOf('.')), key -> new Counts())
                        .add(counts));
        return groups;
    }

    private static Counts total(Map<String, Counts> kinds) {
        Counts all = new Counts();
        kinds.values().forEach(all::add);
        return all;
    }

    private static void row(String kind, Counts counts, StringBuilder to) {
        to.append(String.format(
                ROW,
                kind,
                counts.tried,
                counts.compiled,
                counts.codeChanged,
                counts.unchanged,
                counts.valueChanged,
                counts.missed,
                counts.needless,
                counts.alike,
                counts.coarse));
    }
}
