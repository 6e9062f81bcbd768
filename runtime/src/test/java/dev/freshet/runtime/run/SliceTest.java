package dev.freshet.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.config.ConfigException;
import dev.freshet.runtime.TestPipeline;
import dev.freshet.runtime.plan.DatasetRef;
import dev.freshet.runtime.plan.NodeFilter;
import dev.freshet.runtime.plan.NodeRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SliceTest {
    private static final String GRAPH = """
            load = P.n(raw) -> flights {tags=io}
            clean = P.n(flights, params:min) -> legs
            split = P.n(legs) -> train, test
            fit = P.n(train) -> model {tags=slow,ml}
            score = P.n(model, test) -> metrics {tags=ml}
            plot = P.n(metrics@csv) -> figure after fit {tags=io}
            export = P.n(flights) -> table {tags=io}
            """;

    @TempDir
    Path project;

    private final List<String> ran = new ArrayList<>();

    private TestPipeline pipeline() {
        TestPipeline pipeline = new TestPipeline(GRAPH).type("params:min", Integer.class);
        for (String node : List.of("load", "clean", "fit", "score", "plot", "export")) {
            pipeline.node(node, (in, context) -> {
                ran.add(context.node());
                return new Object[] {context.node() + " of " + in[0]};
            });
        }
        return pipeline.node("split", (in, context) -> {
            ran.add("split");
            return new Object[] {"train of " + in[0], "test of " + in[0]};
        });
    }

    @BeforeEach
    void writeProject() throws IOException {
        Path base = Files.createDirectories(project.resolve("conf/base"));
        StringBuilder catalog = new StringBuilder("metrics@csv: {type: text, path: metrics.txt}\n");
        for (String stored : List.of("raw", "flights", "train", "metrics")) {
            catalog.append(stored + ": {type: text, path: " + stored + ".txt}\n");
        }
        Files.writeString(base.resolve("catalog.yml"), catalog);
        Files.writeString(base.resolve("parameters.yml"), "min: 1\n");
        Files.writeString(project.resolve("raw.txt"), "raw");
    }

    private Run run() {
        return Run.of(pipeline()).runner(Runner.sequential()).conf(project.resolve("conf"));
    }

    private static NodeFilter filter(String words) {
        NodeFilter filter = NodeFilter.ALL;
        for (String word : words.split(" ")) {
            String option = word.substring(0, word.indexOf('='));
            List<String> names = List.of(word.substring(word.indexOf('=') + 1).split("\\+"));
            filter = switch (option) {
                case "from" -> filter.andFrom(names);
                case "to" -> filter.andTo(names);
                case "only" -> filter.andOnly(names);
                case "inputs" -> filter.andFromInputs(names);
                case "outputs" -> filter.andToOutputs(names);
                case "tags" -> filter.andTags(names);
                default -> filter.andExclude(names);
            };
        }
        return filter;
    }

    /** Several restrictions are met by nodes that meet each, as in Kedro. */
    @ParameterizedTest
    @CsvSource({
        "from=fit, fit score plot",
        "to=split, load clean split",
        "from=clean to=score, clean split fit score",
        "only=fit+load, load fit",
        "only=s*, split score",
        "only=?lot+?lean, clean plot",
        "inputs=legs, split fit score plot",
        "inputs=params:min, clean split fit score plot",
        "outputs=train, load clean split",
        "outputs=metrics, load clean split fit score",
        "inputs=metrics, plot",
        "tags=ml, fit score",
        "tags=io+slow, load fit plot export",
        "exclude=plot+e*, load clean split fit score",
        "from=clean tags=io, plot",
        "from=fit to=load exclude=export, ",
    })
    void filter_choosesNodes(String words, String expected) {
        NodeFilter.Selection selection = filter(words).select(pipeline().graph(), RunWording.JAVA);
        List<String> names = selection.nodes().stream()
                .mapToObj(node -> pipeline().graph().node(node))
                .toList();
        assertThat(String.join(" ", names)).isEqualTo(expected == null ? "" : expected);
        assertThat(selection.problems().isEmpty()).isEqualTo(expected != null);
    }

    @Test
    void unknownNames_getTheNearest() {
        assertThatThrownBy(() -> run().from(new NodeRef("claen")).start())
                .isInstanceOf(ConfigException.class)
                .hasMessage("pipeline Test: has no node \"claen\"; did you mean \"clean\"?");
        assertThatThrownBy(() ->
                        run().fromInputs(new DatasetRef<>("legz")).tags("oi").start())
                .hasMessageContaining("has no input \"legz\"; did you mean \"legs\"?")
                .hasMessageContaining("has no tag \"oi\"");
        assertThatThrownBy(() -> run().toOutputs(new DatasetRef<>("raw")).start())
                .hasMessageContaining("has no output \"raw\"");
        assertThatThrownBy(() ->
                        run().from(new NodeRef("fit")).to(new NodeRef("load")).start())
                .hasMessageContaining("no node that is chosen by all of: Run.from(fit) Run.to(load)");
    }

    @Test
    void slice_thatNeedsWhatTheCatalogKeepsInMemory_isToldToStoreIt() throws IOException {
        Path catalog = project.resolve("conf/base/catalog.yml");
        String lines = Files.readString(catalog);
        Files.writeString(
                catalog,
                lines.replace("raw: {type: text, path: raw.txt}", "raw: {type: memory}") + "legs: {type: memory}\n");
        assertThatThrownBy(() -> run().only(new NodeRef("split")).start())
                .hasMessageEndingWith(
                        "run that node too (Run.from(clean)), give \"legs\" a dataset type that stores it,"
                                + " instead of memory at conf/base/catalog.yml:6:1, or give it with Run.input");
        assertThatThrownBy(() -> run().only(new NodeRef("load")).start())
                .hasMessage("pipeline Test: needs the input \"raw\", which is neither given nor stored; give \"raw\" a"
                        + " dataset type that stores it, instead of memory at conf/base/catalog.yml:2:1, or give it with"
                        + " Run.input");
    }

    @Test
    void slice_thatNeedsWhatIsNeitherStoredNorGiven_saysHowToGetIt() {
        assertThatThrownBy(() -> run().only(new NodeRef("split")).start())
                .isInstanceOf(ConfigException.class)
                .hasMessage("pipeline Test: needs \"legs\", which is neither stored nor given, and which only \"clean\""
                        + " makes; run that node too (Run.from(clean)), put \"legs\" in the catalog, or give it with"
                        + " Run.input");
        assertThatThrownBy(() -> run().only(new NodeRef("fit")).start())
                .hasMessageContaining("there is no train.txt; \"split\" makes it: run that node first");
        assertThat(ran).isEmpty();
        run().start().orThrow();
        ran.clear();
        assertThat(run().only(new NodeRef("score")).explain().decisions().get("score"))
                .asString()
                .contains("test", "it is neither stored nor given");
        RunReport report = run().only(new NodeRef("split"))
                .input(new DatasetRef<>("legs"), "given legs")
                .start()
                .orThrow();
        assertThat(ran).containsExactly("split");
        assertThat(report.get(new DatasetRef<String>("train"))).isEqualTo("train of given legs");
    }

    /** A slice records for the whole pipeline, and forgets nothing of the rest. */
    @Test
    void slices_andWholeRuns_shareWhatIsFresh() {
        run().to(new NodeRef("split")).start().orThrow();
        assertThat(ran).containsExactly("load", "clean", "split");
        ran.clear();
        run().start().orThrow();
        assertThat(ran)
                .as("split makes test, which is only in memory, from legs, which is too")
                .containsExactlyInAnyOrder("clean", "split", "fit", "score", "plot", "export");
        ran.clear();
        run().from(new NodeRef("fit")).exclude(new NodeRef("score")).start().orThrow();
        run().tags("io").start().orThrow();
        run().start().orThrow();
        assertThat(ran).isEmpty();
        assertThat(run().only(new NodeRef("export")).plan().decisions()).containsOnlyKeys("export");
    }

    /** Kedro evaluates each filter on the whole pipeline and intersects: so does a filter written down naively. */
    @Test
    void random_equalsNaiveEvaluation() {
        for (long seed = 1; seed <= 500; seed++) {
            Random random = new Random(seed);
            int count = 1 + random.nextInt(12);
            StringBuilder graph = new StringBuilder();
            List<Set<Integer>> before = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                Set<Integer> inputs = new TreeSet<>();
                for (int j = random.nextInt(3); j > 0 && i > 0; j--) {
                    inputs.add(random.nextInt(i));
                }
                before.add(inputs);
                graph.append("n" + i + " = P.n("
                        + String.join(
                                ", ", inputs.stream().map(input -> "d" + input).toList()) + ") -> d" + i + "\n");
            }
            int from = random.nextInt(count);
            int to = random.nextInt(count);
            Set<Integer> expected = new TreeSet<>();
            for (int i = 0; i < count; i++) {
                if (reaches(before, i, from) && reaches(before, to, i)) {
                    expected.add(i);
                }
            }
            NodeFilter filter = NodeFilter.ALL.andFrom(List.of("n" + from)).andTo(List.of("n" + to));
            assertThat(filter.select(new TestPipeline(graph.toString()).graph(), RunWording.JAVA).nodes().stream()
                            .boxed())
                    .as("seed %d: from n%d to n%d of%n%s", seed, from, to, graph)
                    .containsExactlyElementsOf(expected);
        }
    }

    private static boolean reaches(List<Set<Integer>> before, int node, int ancestor) {
        return node == ancestor || before.get(node).stream().anyMatch(earlier -> reaches(before, earlier, ancestor));
    }
}
