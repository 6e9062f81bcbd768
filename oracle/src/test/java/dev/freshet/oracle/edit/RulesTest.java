package dev.freshet.oracle.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.oracle.Compiler;
import dev.freshet.oracle.Judge;
import dev.freshet.oracle.Version;
import dev.freshet.oracle.Way;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RulesTest {
    @TempDir
    Path directory;

    private static Found found(String... source) {
        return Rules.find(new ParsedProgram(Version.of(Map.of("p/A.java", String.join("\n", source))), List.of()));
    }

    private static List<String> texts(Found found, String kind, String... source) {
        Version before = Version.of(Map.of("p/A.java", String.join("\n", source)));
        return found.byKind.getOrDefault(kind, List.of()).stream()
                .map(edit -> edit.applyTo(before).sources().get("p/A.java"))
                .toList();
    }

    @Test
    void operator_isReplaced() {
        String source = "package p; class A { int a(int x) { return x + 1; } }";
        assertThat(texts(found(source), "operator.binary", source))
                .containsExactly(source.replace("+", "-"), source.replace("+", "*"));
    }

    @Test
    void rename_reachesEveryUse() {
        String source =
                "package p; class A { int a(int x) { return this.b(x) + new A().b(x); } int b(int y) { return y; } }";
        assertThat(texts(found(source), "rename.method", source)).contains(source.replaceAll("\\bb\\(", "b2("));
    }

    @Test
    void membersThatTheCompilerAdds_areNotEdited() {
        String source = "package p; record A(int x) { }";
        assertThat(found(source).byKind.keySet())
                .noneMatch(kind -> kind.startsWith("member.drop") || kind.startsWith("member.swap"));
    }

    @Test
    void programs_haveEditsOfEveryRule() {
        SortedSet<String> kinds = new TreeSet<>();
        SortedSet<String> groups = new TreeSet<>();
        for (Subject subject : Subject.all()) {
            Found found = Rules.find(new ParsedProgram(subject.version(), List.of()));
            kinds.addAll(found.byKind.keySet());
            kinds.forEach(kind -> groups.add(kind.substring(0, kind.indexOf('.'))));
        }
        assertThat(groups)
                .contains("annotation", "branch", "cosmetic", "enum", "generic", "hiding", "import", "initializer")
                .contains("lambda", "literal", "member", "modifier", "move", "nested", "operator", "overload")
                .contains(
                        "override",
                        "pattern",
                        "record",
                        "rename",
                        "statement",
                        "supertype",
                        "switch",
                        "type",
                        "variable");
        assertThat(kinds).hasSizeGreaterThan(280);
    }

    @Test
    void edit_ofOneSeedAndNumber_isAlwaysTheSame() {
        List<String> first = differences();
        assertThat(first).isEqualTo(differences()).doesNotHaveDuplicates();
    }

    private List<String> differences() {
        try (Judge judge = new Judge(directory, EnumSet.of(Way.CLEAN), Compiler.ofCode(List.of()))) {
            EditRun run = new EditRun(5, judge, Subject.all().subList(0, 1));
            return List.of(
                    run.run(3).difference(),
                    run.run(90).difference(),
                    run.run(4).difference());
        }
    }
}
