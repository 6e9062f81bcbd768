package dev.freshet.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The judge itself, by edits whose verdict is known. */
final class JudgeTest {
    private static final Version BASE = Version.of(Map.of("shop/Flow.java", """
            package shop;
            import dev.freshet.*;
            @Pipeline final class Flow {
                @Node(outputs = "net") static double net(double gross) {
                    double factor = lib.Rates.factor();
                    return gross * factor;
                }
                @Node(outputs = "limit") static int limit() {
                    return lib.Rates.LIMIT;
                }
                @Node(outputs = "text") static String text(String in) {
                    return in.trim();
                }
            }
            """, "lib/Rates.java", """
            package lib;
            public final class Rates {
                public static final int LIMIT = 5;
                public static double factor() {
                    return 0.5;
                }
            }
            """));

    @TempDir
    Path directory;

    private List<Verdict> judge(Version after) {
        try (Judge judge = new Judge(directory, EnumSet.allOf(Way.class))) {
            return judge.judge(BASE, after, judge.nodes(BASE));
        }
    }

    private static Version edited(String path, String from, String to) {
        String text = BASE.sources().get(path);
        assertThat(text).contains(from);
        return BASE.with(path, text.replace(from, to));
    }

    @Test
    void editOfAHelper_isFoundInEveryBuild() {
        List<Verdict> verdicts = judge(edited("lib/Rates.java", "0.5", "0.25"));
        assertThat(verdicts)
                .filteredOn(each -> each.node().name().equals("net"))
                .extracting(Verdict::builds)
                .contains("clean, clean", "no object files", "directory, STORED", "directory, RENAMED");
        assertThat(verdicts)
                .noneMatch(each -> each.kind() == Verdict.Kind.MISSED || each.kind() == Verdict.Kind.NEEDLESS);
        assertThat(verdicts)
                .filteredOn(each -> each.builds().equals("clean, clean"))
                .extracting(each -> each.node().name() + " " + each.detail())
                .containsExactlyInAnyOrder("net changed", "limit unchanged", "text unchanged");
    }

    /** Its old value is in the class file of its user, so a clean build is another program. */
    @Test
    void constantThatAnotherFileHasCopied_isNoticedBeforeAndAfterACleanBuild() {
        List<Verdict> verdicts = judge(edited("lib/Rates.java", "LIMIT = 5", "LIMIT = 6"));
        assertThat(verdicts).noneMatch(each -> each.kind() == Verdict.Kind.MISSED);
        assertThat(verdicts)
                .filteredOn(each -> each.node().name().equals("limit"))
                .filteredOn(each -> each.builds().equals("files, clean"))
                .extracting(Verdict::code)
                .containsExactly(Verdict.Change.IN_REACH);
    }

    @Test
    void difference_namesTheMemberAndTheInstruction() {
        Build before;
        Build after;
        try (Compiler compiler = new Compiler()) {
            before = Build.clean(BASE, compiler);
            after = Build.clean(edited("lib/Rates.java", "0.5", "0.25"), compiler);
        }
        NodeId net = NodeId.of("shop/Flow", "net", "(D)D");
        assertThat(before.program().closure(net).digest())
                .isNotEqualTo(after.program().closure(net).digest());
        assertThat(before.program().closure(net).difference(after.program().closure(net)))
                .contains("lib/Rates.factor()D", "double 3fe0000000000000", "double 3fd0000000000000");
    }

    @Test
    void localThatIsRenamed_changesNothing() {
        List<Verdict> verdicts = judge(BASE.with(
                "shop/Flow.java",
                BASE.sources().get("shop/Flow.java").replace("factor;", "f;").replace("factor =", "f =")));
        // Without object files the bytes of classes count, by design.
        assertThat(verdicts)
                .filteredOn(each -> !each.builds().equals("no object files"))
                .allMatch(each -> each.kind() == Verdict.Kind.AGREES);
    }

    /** All that they reach is the same; where they start is not. */
    @Test
    void nodesThatCallEachOther_haveFingerprintsOfTheirOwn() {
        Version version = Version.of(Map.of("demo/Flow.java", """
                package demo;
                final class Flow {
                    static int even(int n) { return n == 0 ? 1 : odd(n - 1); }
                    static int odd(int n) { return n == 0 ? 0 : even(n - 1); }
                }
                """));
        NodeId even = NodeId.of("demo/Flow", "even", "(I)I");
        NodeId odd = NodeId.of("demo/Flow", "odd", "(I)I");
        try (Compiler compiler = new Compiler()) {
            Map<NodeId, String> linked = new Place(directory).link(Build.clean(version, compiler), Set.of(even, odd));
            assertThat(linked.get(even)).isNotEqualTo(linked.get(odd));
        }
    }
}
