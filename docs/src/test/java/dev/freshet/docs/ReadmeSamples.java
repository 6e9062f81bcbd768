package dev.freshet.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.docs.Project.Message;
import dev.freshet.docs.Project.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The samples of {@code README.md}: its project compiles, runs, and gives the error that the page shows. */
final class ReadmeSamples {
    private static final String SALES = "README.md#freshet";
    private static final String GENERATED = "README.md#freshet (2)";
    private static final String ERROR = "README.md#freshet (3)";
    private static final String STALE = "README.md#only-stale-nodes-run";
    private static final String OWN = "README.md#a-pipeline-of-your-own";
    private static final List<String> OWN_PROJECT =
            List.of(SALES, OWN + " (2)", OWN + " (3)", OWN + " (4)", OWN + " (5)");

    /** What the page says is put before the class. */
    private static final String IMPORTS = """
            package org.example;

            import dev.freshet.Node;
            import dev.freshet.Pipeline;
            import java.util.List;

            """;

    private static final Pattern UNIT =
            Pattern.compile("(?m)^  (?:constant|method) \\w+\\.(\\w+).* changed, (\\S+):(\\d+)$");

    private ReadmeSamples() {}

    static List<Sample> all() {
        return List.of(
                new Sample("the project runs", OWN_PROJECT, ReadmeSamples::runs),
                new Sample("the class is generated", List.of(GENERATED), ReadmeSamples::isGenerated),
                new Sample("the mistake gives the error", List.of(ERROR), ReadmeSamples::givesTheError),
                new Sample(
                        "the places are those in the example", List.of(STALE + " (2)"), ReadmeSamples::areInTheExample),
                new Sample("the annotation compiles", List.of(STALE + " (3)"), ReadmeSamples::declares),
                new Sample("the annotation compiles", List.of("README.md#parallel-execution"), ReadmeSamples::orders),
                new Sample("the versions are the build's", List.of(OWN), PomSample::hasTheVersionsOfTheBuild));
    }

    private static String block(String place) {
        return Page.of("README.md").blocks().stream()
                .filter(block -> block.place().equals(place))
                .findAny()
                .orElseThrow()
                .text();
    }

    private static Project project(Project project, String sales) throws IOException {
        return project.java("org.example.Sales", IMPORTS + sales)
                .file("conf/base/catalog.yml", block(OWN + " (3)"))
                .file("conf/base/parameters.yml", block(OWN + " (4)"))
                .file("data/orders.csv", block(OWN + " (5)"));
    }

    /** Writes the project of the page without its main class. */
    static void writeProject(Project project) throws IOException {
        project(project, block(SALES));
    }

    private static void runs(Project project, List<String> texts) throws Exception {
        project(project, texts.get(0)).java("org.example.Main", texts.get(1));
        Sources.compile(project);
        Output run = project.freshet("org.example.SalesPipeline", "run");
        run.succeeded();
        assertThat(project.read("data/revenue.json").replaceAll("\\s", ""))
                .isEqualTo("{\"net\":150.0,\"gross\":178.5}");
        project.freshet("org.example.SalesPipeline", "run", "--params", "vat=0.5")
                .succeeded();
        assertThat(project.read("data/revenue.json")).contains("225.0");
    }

    /** Each declaration and statement of the shortened class is in the real one. */
    private static void isGenerated(Project project, List<String> texts) throws IOException {
        Sources.compile(project(project, block(SALES)));
        String generated =
                project.read("generated/org/example/SalesPipeline.java").replaceAll("\\s+", " ");
        List<String> pieces = Arrays.stream(texts.get(0).split("[{};]"))
                .map(String::strip)
                .filter(piece -> !piece.isEmpty())
                .toList();
        assertThat(pieces).hasSizeGreaterThan(8);
        for (String piece : pieces) {
            assertThat(generated).contains(piece.replace("...", "").strip());
        }
    }

    private static void givesTheError(Project project, List<String> texts) throws IOException {
        project(project, block(SALES).replace("inputs = {\"orders\",", "inputs = {\"ordres\","));
        assertThat(project.compile())
                .extracting(Message::text)
                .containsExactly(texts.get(0).stripTrailing());
    }

    private static void areInTheExample(Project project, List<String> texts) throws IOException {
        Matcher unit = UNIT.matcher(texts.get(0));
        int found = 0;
        while (unit.find()) {
            List<String> lines = Files.readAllLines(Page.ROOT.resolve(unit.group(2)));
            assertThat(lines.get(Integer.parseInt(unit.group(3)) - 1)).containsPattern("\\b" + unit.group(1) + "\\b");
            found++;
        }
        assertThat(found).isEqualTo(2);
    }

    private static void declares(Project project, List<String> texts) throws IOException {
        project.file("resources/demo/rules.csv", "a\n").file("src/demo/rules.csv", "a\n");
        compilesAt(project, texts.get(0), "static final class Plugin {}");
    }

    private static void orders(Project project, List<String> texts) throws IOException {
        compilesAt(project, texts.get(0), "@Node static void exportTables(int n) {}");
    }

    /** The annotation stands at a method of a pipeline that has another member. */
    private static void compilesAt(Project project, String annotation, String member) throws IOException {
        project.java(
                "demo.P",
                Sources.unit("@Pipeline final class P { " + member + " " + annotation
                        + " static int count(int start) { return start; } }"));
        Sources.compile(project);
    }
}
