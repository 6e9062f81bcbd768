package dev.freshet.oracle.edit;

import dev.freshet.oracle.Compiler;
import dev.freshet.oracle.Judge;
import dev.freshet.oracle.NodeId;
import dev.freshet.oracle.Verdict;
import dev.freshet.oracle.Version;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Edits by number. Blocks of successive numbers edit one program, which later blocks have edited before, so that all edits
 * differ. An edit depends on the seed, its number and the programs only.
 */
final class EditRun {
    private static final int BLOCK = 40;
    private static final int MOST_BEFORE = 5;
    private static final Set<String> ENDING = Set.of("statement", "branch", "switch");

    private final long seed;
    private final Judge judge;
    private final List<Subject> subjects;
    private @Nullable Block current;

    EditRun(long seed, Judge judge, List<Subject> subjects) {
        this.seed = seed;
        this.judge = judge;
        this.subjects = subjects;
    }

    /** What can be edited, and how. */
    private record Block(int number, Subject subject, Version base, Set<NodeId> nodes, Found found) {}

    /**
     * A judged edit.
     *
     * @param verdicts null if the edited program does not compile
     */
    record Outcome(
            int number, String subject, Edit edit, @Nullable List<Verdict> verdicts, Version base) {
        String difference() {
            return Difference.of(base, edit.applyTo(base));
        }
    }

    Outcome run(int number) {
        Block block = block(number / BLOCK);
        Edit edit = pick(block.found, new Random(seed * 1_000_003 + number));
        Version after = edit.applyTo(block.base);
        List<Verdict> verdicts;
        try {
            verdicts = judge.judge(block.base, after, block.nodes);
        } catch (Compiler.DoesNotCompile e) {
            verdicts = null;
        }
        return new Outcome(number, block.subject.name(), edit, verdicts, block.base);
    }

    private Block block(int number) {
        if (current == null || current.number != number) {
            Subject subject = subjects.get(number % subjects.size());
            Version base = subject.version();
            Set<NodeId> nodes = subject.nodes(base, judge);
            Random random = new Random(seed * 7_919 + number);
            int edits = Math.min(number / subjects.size(), MOST_BEFORE);
            for (int i = 0; i < edits; i++) {
                base = edited(subject, base, nodes, random);
            }
            current = new Block(number, subject, base, nodes, Rules.find(new ParsedProgram(base, subject.classPath())));
        }
        return current;
    }

    /** One edit further; the same if that does not compile, or may end what nodes do. */
    private Version edited(Subject subject, Version base, Set<NodeId> nodes, Random random) {
        Edit edit = pick(Rules.find(new ParsedProgram(base, subject.classPath())), random);
        if (ENDING.contains(edit.group())) {
            return base;
        }
        try {
            Version after = edit.applyTo(base);
            return subject.nodes(after, judge).equals(nodes) ? after : base;
        } catch (Compiler.DoesNotCompile e) {
            return base;
        }
    }

    /** Kinds with many edits are taken more often, but not as much more often as they have more. */
    private static Edit pick(Found found, Random random) {
        int all = found.byKind.values().stream().mapToInt(EditRun::weight).sum();
        int chosen = random.nextInt(all);
        for (Map.Entry<String, List<Edit>> kind : found.byKind.entrySet()) {
            chosen -= weight(kind.getValue());
            if (chosen < 0) {
                return kind.getValue().get(random.nextInt(kind.getValue().size()));
            }
        }
        throw new IllegalStateException("no edits");
    }

    private static int weight(List<Edit> edits) {
        return 2 + Integer.SIZE - Integer.numberOfLeadingZeros(edits.size());
    }
}
