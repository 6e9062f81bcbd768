package dev.freshet.runtime.run.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.freshet.config.ConfigException;
import dev.freshet.config.ConfigProblem;
import dev.freshet.config.Configuration;
import dev.freshet.dataset.catalog.Catalog;
import dev.freshet.runtime.TestPipeline;
import dev.freshet.runtime.plan.NodeRef;
import dev.freshet.runtime.run.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two datasets must not share a place if one of them is written. */
final class OverlappingPlacesTest {
    private static final String TWO = "first = P.first(raw) -> a\nsecond = P.second(a) -> b\n";

    @TempDir
    Path project;

    private void catalog(String... entries) {
        try {
            Files.createDirectories(project.resolve("conf/base"));
            Files.writeString(project.resolve("conf/base/catalog.yml"), String.join("\n", entries) + "\n");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> problems(String graph) {
        Catalog catalog = Catalog.of(Configuration.load(project.resolve("conf"), "local", Map.of()));
        return OverlappingPlaces.problems(new TestPipeline(graph).graph(), catalog, Set.of()).stream()
                .map(ConfigProblem::toString)
                .toList();
    }

    private static String entry(String dataset, String path) {
        return dataset + ": {type: text, path: '" + path + "'}";
    }

    private void overlap(String a, String b) {
        catalog(entry("raw", "raw.txt"), entry("a", a), entry("b", b));
        assertThat(problems(TWO))
                .containsExactly("conf/base/catalog.yml:3:1: \"b\" (" + b + ", made by second) overlaps with \"a\" ("
                        + a + ", made by first) of conf/base/catalog.yml:2:1; give one of them another place");
    }

    @Test
    void outputsOfOnePath_overlap() {
        overlap("out/a.txt", "out/a.txt");
        overlap("out/a.txt", "./out/../out//a.txt");
        overlap("out/a.txt", project.toUri() + "out/a.txt");
        overlap("out/a.txt", project.resolve("out/a.txt").toString());
        overlap("out/*.txt", "out/summary.txt");
        overlap("out/summary.txt", "out/*.txt");
        overlap("out/**.txt", "out/deep/*.txt");
    }

    @Test
    void linkedPaths_overlap() throws IOException {
        Files.createDirectories(project.resolve("real"));
        Files.createSymbolicLink(project.resolve("link"), Path.of("real"));
        overlap("real/new/a.txt", "link/new/a.txt");
        overlap("real/*.txt", "link/a.txt");
        overlap("link/*.txt", "real/a*.txt");
        Files.createSymbolicLink(project.resolve("real/b.txt"), Path.of("not-there.txt"));
        overlap("real/not-there.txt", "real/b.txt");
        Files.createSymbolicLink(project.resolve("circle"), Path.of("circle"));
        overlap("circle", "circle");
    }

    @Test
    void linkThatLeadsThroughItself_standsForItself() throws IOException {
        Files.createSymbolicLink(project.resolve("loop"), Path.of("loop/deep"));
        overlap("loop/out/*.txt", "loop/out/*.txt");
        overlap("loop/out/a.txt", "loop/out/a.txt");
        Files.createSymbolicLink(project.resolve("one"), Path.of("two/deep"));
        Files.createSymbolicLink(project.resolve("two"), Path.of("one/deep"));
        overlap("one/a.txt", "one/a.txt");
        overlap("two/*.txt", "two/*.txt");
    }

    @Test
    void projectThatIsALink_isTheOneThatItLeadsTo(@TempDir Path elsewhere) throws IOException {
        Path link = Files.createSymbolicLink(elsewhere.resolve("link"), project.toRealPath());
        overlap("out/a.txt", link.resolve("out/a.txt").toString());
        Files.delete(link);
    }

    @Test
    void otherPaths_doNotOverlap() throws IOException {
        Files.createDirectories(project.resolve("real"));
        Files.createSymbolicLink(project.resolve("link"), Path.of("real"));
        for (String other : List.of("out/b.txt", "a.txt", "link/a.txt", "out/a.txt.gz", "out/deep/a.txt")) {
            catalog(entry("raw", "raw.txt"), entry("a", "out/a.txt"), entry("b", other));
            assertThat(problems(TWO)).as(other).isEmpty();
        }
    }

    @Test
    void inputAndOutput_overlap() {
        catalog(entry("raw", "x.txt"), entry("b", "x.txt"));
        assertThat(problems(TWO))
                .containsExactly(
                        "conf/base/catalog.yml:2:1: \"b\" (x.txt, made by second) overlaps with \"raw\" (x.txt,"
                                + " read by first) of conf/base/catalog.yml:1:1; give one of them another place");
        catalog(entry("raw", "in/*.txt"), entry("a", "in/**.txt"));
        assertThat(problems("first = P.first(^raw) -> a\n"))
                .as("an output whose pattern matches the parts that the node runs over")
                .hasSize(1);
    }

    @Test
    void inputsOfOnePath_areLegal() {
        catalog(entry("raw", "x.txt"), entry("more", "x.txt"), entry("a", "a.txt"));
        assertThat(problems("first = P.first(raw, more) -> a\n")).isEmpty();
    }

    @Test
    void formatsOfOneDataset_areLegal_butNotThoseOfAnother() {
        catalog(entry("a@text", "a.txt"), "a@bytes: {type: bytes, path: a.txt}", entry("b", "b.txt"));
        assertThat(problems("first = P.first() -> a@text\nsecond = P.second(a@bytes) -> b\n"))
                .isEmpty();
        catalog(entry("a@text", "a.txt"), "c@bytes: {type: bytes, path: a.txt}", entry("b", "b.txt"));
        assertThat(problems("first = P.first() -> a@text\nsecond = P.second(c@bytes) -> b\n"))
                .hasSize(1);
    }

    @Test
    void versions_mayBeReadOneByOne_butNotAsTheNewest() {
        String versioned = "a: {type: text, path: m.txt, versioned: true}";
        catalog(versioned, entry("old", "m.txt/2026-01-31T12.00.00.000Z/m.txt"));
        assertThat(problems("first = P.first(old) -> a\n")).isEmpty();
        catalog(versioned, "old: {type: text, path: m.txt, versioned: true}");
        assertThat(problems("first = P.first(old) -> a\n")).hasSize(1);
        catalog(versioned, entry("old", "m.txt"));
        assertThat(problems("first = P.first(old) -> a\n")).hasSize(1);
    }

    @Test
    void pattern_thatGivesTwoDatasetsOnePath_overlapsWithItself() {
        catalog("\"{name}_out\": {type: text, path: out.txt}");
        assertThat(problems("first = P.first() -> a_out\nsecond = P.second() -> b_out\n"))
                .containsExactly(
                        "conf/base/catalog.yml:1:1: \"b_out\" (out.txt, made by second) overlaps with \"a_out\" (out.txt,"
                                + " made by first) of conf/base/catalog.yml:1:1; give one of them another place");
        catalog("\"{name}_out\": {type: text, path: '{name}.txt'}");
        assertThat(problems("first = P.first() -> a_out\nsecond = P.second() -> b_out\n"))
                .isEmpty();
    }

    @Test
    void threeDatasetsOfOnePath_areTwoMistakes() {
        catalog(entry("a", "x"), entry("b", "x"), entry("c", "x"));
        assertThat(problems("n = P.n() -> a, b, c\n")).hasSize(2);
    }

    @Test
    void entriesWithMistakes_haveNoPlace() {
        catalog(entry("raw", "raw.txt"), "a: {type: text}", "b: {type: text, path: 's3://'}", "c: {type: nothing}");
        assertThat(problems(TWO + "third = P.third(b) -> c\n")).isEmpty();
    }

    private Run run(List<String> ran) {
        TestPipeline pipeline = new TestPipeline(TWO);
        for (String node : List.of("first", "second")) {
            pipeline.node(node, (in, context) -> {
                ran.add(node);
                return new Object[] {node};
            });
        }
        return Run.of(pipeline).conf(project.resolve("conf"));
    }

    @Test
    void plan_status_andRun_refuseBeforeTheFirstNode() throws IOException {
        catalog(entry("raw", "raw.txt"), entry("a", "x"), entry("b", "x"));
        Files.writeString(project.resolve("raw.txt"), "raw");
        List<String> ran = new ArrayList<>();
        for (Runnable step : List.<Runnable>of(
                () -> run(ran).plan(),
                () -> run(ran).status(),
                () -> run(ran).start(),
                () -> run(ran).only(new NodeRef("first")).start())) {
            assertThatThrownBy(step::run)
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("\"b\" (x, made by second) overlaps with \"a\" (x, made by first)");
        }
        assertThat(ran).isEmpty();
        assertThat(project.resolve("x")).doesNotExist();
    }

    @Test
    void run_tellsOverlapsWithAllOtherProblems() {
        catalog(entry("raw", "raw.txt"), entry("a", "x"), entry("b", "x"));
        ConfigException e = catchThrowableOfType(
                ConfigException.class, () -> run(new ArrayList<>()).start());
        assertThat(e.problems()).hasSize(2);
        assertThat(e.problems().get(0).message()).contains("the input \"raw\" does not exist");
    }

    @Test
    void link_thatIsMadeLater_isSeenInTheNextRun() throws IOException {
        catalog(entry("raw", "raw.txt"), entry("a", "one/x"), entry("b", "two/x"));
        Files.writeString(project.resolve("raw.txt"), "raw");
        List<String> ran = new ArrayList<>();
        run(ran).start().orThrow();
        Files.delete(project.resolve("two/x"));
        Files.delete(project.resolve("two"));
        Files.createSymbolicLink(project.resolve("two"), Path.of("one"));
        assertThatThrownBy(() -> run(ran).start()).isInstanceOf(ConfigException.class);
        assertThat(ran).containsExactly("first", "second");
    }
}
