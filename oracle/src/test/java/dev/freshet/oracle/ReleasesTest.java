package dev.freshet.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Edits that people made: from each release of a library to the next, compiled clean and by changed files only, with each
 * public method as a node.
 */
final class ReleasesTest {
    /** {@code -Dfreshet.releases=} judges all that the profile {@code releases} has fetched; unless given, one small pair. */
    private static final String PREFIX = System.getProperty("freshet.releases", "commons-csv 1.9");

    @TempDir
    Path directory;

    static List<Releases.Pair> pairs() {
        return Releases.pairs("").stream()
                .filter(pair -> pair.toString().startsWith(PREFIX))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void release_changesNoCodeUnseen(Releases.Pair pair) throws IOException {
        Version before = Releases.read(pair.library(), pair.before());
        Version after = Releases.read(pair.library(), pair.after());
        EnumSet<Way> ways = EnumSet.of(Way.CLEAN, Way.FILES);
        try (Judge judge = new Judge(directory, ways, new Compiler(Releases.libraries(), List.of()))) {
            Set<NodeId> nodes = judge.publicMethods(before);
            List<Verdict> verdicts = judge.judge(before, after, nodes);
            report(pair, nodes.size(), verdicts);
            assertThat(verdicts).isNotEmpty();
            assertThat(verdicts)
                    .filteredOn(each -> each.kind() == Verdict.Kind.MISSED || each.kind() == Verdict.Kind.NEEDLESS)
                    .isEmpty();
        }
    }

    private static void report(Releases.Pair pair, int nodes, List<Verdict> verdicts) throws IOException {
        Map<String, Map<Verdict.Kind, Integer>> counts = new TreeMap<>();
        Map<String, Integer> changed = new TreeMap<>();
        for (Verdict each : verdicts) {
            counts.computeIfAbsent(each.builds(), key -> new EnumMap<>(Verdict.Kind.class))
                    .merge(each.kind(), 1, Integer::sum);
            changed.merge(each.builds(), each.detail().equals("unchanged") ? 0 : 1, Integer::sum);
        }
        counts.forEach((builds, kinds) -> System.out.println(
                pair + ", " + builds + ": " + nodes + " nodes, changed " + changed.get(builds) + ", " + kinds));
        Path report = Path.of("target/releases", pair.toString().replace(' ', '-') + ".txt");
        try (PrintStream out = new PrintStream(Files.newOutputStream(report), false, StandardCharsets.UTF_8)) {
            verdicts.stream().filter(each -> each.kind() != Verdict.Kind.AGREES).forEach(out::println);
        }
    }
}
