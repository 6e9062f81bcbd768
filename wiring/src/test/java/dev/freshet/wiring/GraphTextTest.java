package dev.freshet.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.Rerun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The text of a graph says to the reader what the writer was given. */
final class GraphTextTest {
    /** A graph whose datasets are numbered by their first mention. */
    private record RandomGraph(List<String> datasets, List<GraphNode> nodes) {
        static RandomGraph of(Random random) {
            RandomGraph graph = new RandomGraph(new ArrayList<>(), new ArrayList<>());
            for (int count = random.nextInt(12); count > 0; count--) {
                graph.add(random);
            }
            return graph;
        }

        private void add(Random random) {
            int[] inputs = mentions(random);
            int[] outputs = mentions(random);
            int[] after = nodes.isEmpty() ? new int[0] : some(random, nodes.size());
            nodes.add(new GraphNode(
                    name(random) + nodes.size(),
                    "Class." + name(random),
                    inputs,
                    forms(random, inputs.length),
                    outputs,
                    forms(random, outputs.length),
                    after,
                    options(random)));
        }

        private int[] mentions(Random random) {
            return IntStream.range(0, random.nextInt(4))
                    .map(i -> {
                        if (datasets.isEmpty() || random.nextBoolean()) {
                            String variant = random.nextInt(3) == 0 ? "@" + name(random) : "";
                            String group = variant.isEmpty() && random.nextInt(4) == 0 ? "params:" : "";
                            datasets.add(group + name(random) + datasets.size() + variant);
                            return datasets.size() - 1;
                        }
                        return random.nextInt(datasets.size());
                    })
                    .toArray();
        }

        private static int[] some(Random random, int bound) {
            return random.ints(random.nextInt(3), 0, bound).toArray();
        }

        private static Form[] forms(Random random, int count) {
            Form[] forms = IntStream.range(0, count)
                    .mapToObj(i -> Form.values()[random.nextInt(Form.values().length)])
                    .toArray(Form[]::new);
            return List.of(forms).stream().allMatch(form -> form == Form.VALUE) ? new Form[0] : forms;
        }

        private static NodeOptions options(Random random) {
            if (random.nextBoolean()) {
                return NodeOptions.DEFAULT;
            }
            Map<String, Integer> uses = new TreeMap<>();
            Set<String> tags = new LinkedHashSet<>();
            for (int i = random.nextInt(3); i > 0; i--) {
                uses.put(name(random), 1 + random.nextInt(9));
                tags.add(name(random));
            }
            return new NodeOptions(
                    Rerun.values()[random.nextInt(4)],
                    random.nextInt(4) / 2.0,
                    random.nextInt(2) * random.nextLong(1L << 50),
                    uses,
                    random.nextBoolean(),
                    random.nextInt(3),
                    random.nextInt(3),
                    random.nextBoolean() ? Optional.empty() : Optional.of(Duration.ofMillis(random.nextLong(1L << 40))),
                    tags);
        }

        private static String name(Random random) {
            String letters = "aZü_.-9after𝒳";
            return letters.substring(0, 1 + random.nextInt(letters.length() - 2));
        }
    }

    private static String show(GraphNode node) {
        return node.name()
                + node.method()
                + List.of(node.inputForms())
                + List.of(node.outputForms())
                + IntStream.of(node.inputs()).boxed().toList()
                + IntStream.of(node.outputs()).boxed().toList()
                + IntStream.of(node.after()).boxed().toList();
    }

    @Test
    void graph_isReadAsItWasWritten() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            RandomGraph graph = RandomGraph.of(random);
            GraphWriter writer = new GraphWriter(graph.datasets());
            StringBuilder text = new StringBuilder();
            graph.nodes().forEach(node -> text.append(writer.line(node)).append('\n'));
            int cut = text.indexOf("\n", random.nextInt(text.length() + 1)) + 1;
            GraphReader read = new GraphReader(text.substring(0, cut), text.substring(cut));
            String as = "seed " + seed + "\n" + text;
            assertThat(read.nodes())
                    .as(as)
                    .extracting(GraphTextTest::show)
                    .containsExactlyElementsOf(
                            graph.nodes().stream().map(GraphTextTest::show).toList());
            assertThat(read.nodes())
                    .as(as)
                    .extracting(GraphNode::options)
                    .containsExactlyElementsOf(
                            graph.nodes().stream().map(GraphNode::options).toList());
            IntStream.range(0, graph.datasets().size())
                    .forEach(number -> assertThat(read.datasetNumbers())
                            .as(as)
                            .containsEntry(graph.datasets().get(number), number));
            assertThat(read.datasetNumbers()).as(as).hasSameSizeAs(graph.datasets());
            IntStream.range(0, graph.nodes().size())
                    .forEach(number -> assertThat(read.nodeNumbers())
                            .as(as)
                            .containsEntry(graph.nodes().get(number).name(), number));
        }
    }

    @Test
    void line_isReadable() {
        GraphWriter writer = new GraphWriter(List.of("legs", "params:ratio", "train", "test"));
        NodeOptions options = new NodeOptions(
                Rerun.NEVER, 2, 0, Map.of("gpu", 1), true, 2, 3, Optional.of(Duration.ofMinutes(1)), Set.of("slow"));
        assertThat(writer.line(node(new int[0], new int[] {0}))).isEqualTo("a = P.a() -> legs");
        assertThat(writer.line(new GraphNode(
                        "b",
                        "P.b",
                        new int[] {0, 1},
                        new Form[] {Form.STREAM, Form.VALUE},
                        new int[] {2, 3},
                        new Form[0],
                        new int[] {0},
                        options)))
                .isEqualTo("b = P.b(*legs, params:ratio) -> train, test after a"
                        + " {rerun=NEVER cpus=2.0 uses=gpu:1 exclusive atOnce=2 retries=3 timeout=60000 tags=slow}");
    }

    private static GraphNode node(int[] inputs, int[] outputs, int... after) {
        return new GraphNode("a", "P.a", inputs, new Form[0], outputs, new Form[0], after, NodeOptions.DEFAULT);
    }

    @Test
    void writer_withNumbersThatTheReaderWouldNotGive_refuses() {
        GraphWriter writer = new GraphWriter(List.of("x", "y"));
        assertThatThrownBy(() -> writer.line(node(new int[] {1}, new int[] {0})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("dataset 1 is mentioned before 0");
        assertThatThrownBy(() -> writer.line(node(new int[0], new int[0], 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("later node");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "a = b",
                "a = P.b(x",
                "a = P.b() x",
                "a = P.b() => x",
                "a = P.b() -> x after b",
                "a = P.b() {fast}",
                "a = P.b() {cpus=many}"
            })
    void reader_withAnotherText_refuses(String text) {
        assertThatThrownBy(() -> new GraphReader(text + "\n")).isInstanceOf(IllegalArgumentException.class);
    }
}
