package dev.freshet.runtime.cli;

import dev.freshet.Outcome;
import dev.freshet.runtime.ForkedPipeline;
import dev.freshet.runtime.TestPipeline;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.wiring.GenericTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A random pipeline of nodes that note when they run: with values in memory, partitions, namespaces, order without data,
 * outcomes, exclusive nodes, and nodes that run on demand.
 */
public final class RandomSteps implements ForkedPipeline.Script {
    private static final List<String> NAMES = List.of(
            "eu.clean",
            "eu-clean",
            "Eu.Clean",
            "eu_clean",
            "größe",
            "数据",
            "-",
            "_",
            "sh.sh",
            "pipeline",
            "a.yaml",
            "run");

    private final List<String> graph = new ArrayList<>();
    private final List<String> catalog =
            new ArrayList<>(List.of("raw: {type: text, path: raw.txt}", "days: {type: text, path: \"days/*.txt\"}"));

    /** For another process, which is told the rest. */
    public RandomSteps() {}

    RandomSteps(Random random) {
        List<String> names = new ArrayList<>(NAMES);
        Collections.shuffle(names, random);
        List<String> values = new ArrayList<>(List.of("raw"));
        List<String> partitioned = new ArrayList<>(List.of("days"));
        List<String> nodes = new ArrayList<>();
        int count = 3 + random.nextInt(NAMES.size() - 2);
        for (int i = 0; i < count; i++) {
            boolean isEach = random.nextInt(4) == 0;
            boolean isOnDemand = random.nextInt(10) == 0;
            List<String> inputs = new ArrayList<>();
            if (isEach) {
                inputs.add("^" + any(partitioned, random));
            } else if (random.nextInt(5) == 0) {
                inputs.add(any(partitioned, random));
            }
            for (int j = random.nextInt(3); j > 0; j--) {
                String input = any(values, random);
                if (!inputs.contains(input) && !inputs.contains("?" + input)) {
                    boolean isOutcome = !isEach && !input.equals("raw") && random.nextInt(8) == 0;
                    inputs.add((isOutcome ? "?" : "") + input);
                }
            }
            String output = isOnDemand || random.nextInt(8) == 0 ? "" : "d" + i;
            String after = nodes.isEmpty() || random.nextInt(4) > 0 ? "" : " after " + any(nodes, random);
            graph.add(names.get(i) + " = P.n(" + String.join(", ", inputs) + ")"
                    + (output.isEmpty() ? "" : " -> " + (isEach ? "^" : "") + output)
                    + after
                    + options(isOnDemand, random));
            nodes.add(names.get(i));
            if (!output.isEmpty()) {
                (isEach ? partitioned : values).add(output);
                if (isEach || random.nextBoolean()) {
                    catalog.add(output + ": {type: text, path: \"out/" + output + (isEach ? "/*.txt\"}" : ".txt\"}"));
                }
            }
        }
    }

    private static String any(List<String> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }

    private static String options(boolean isOnDemand, Random random) {
        String options = (isOnDemand ? "rerun=NEVER " : random.nextInt(10) == 0 ? "rerun=ALWAYS " : "")
                + (random.nextInt(6) == 0 ? "uses=gpu:" + (1 + random.nextInt(2)) + " " : "")
                + (random.nextInt(8) == 0 ? "exclusive " : "")
                + (random.nextInt(6) == 0 ? "retries=1 timeout=60000 " : "");
        return options.isEmpty() ? "" : " {" + options.strip() + "}";
    }

    /** Writes a project for it, and returns the lines by which other processes make the pipeline. */
    List<String> write(Path project) throws IOException {
        Path base = Files.createDirectories(project.resolve("conf/base"));
        Files.write(base.resolve("catalog.yml"), catalog);
        Files.writeString(base.resolve("run.yml"), "capacities: {gpu: 2}\n");
        Files.writeString(project.resolve("raw.txt"), "raw");
        Files.createDirectories(project.resolve("days"));
        Files.writeString(project.resolve("days/mon.txt"), "monday");
        Files.writeString(project.resolve("days/tue.txt"), "tuesday");
        List<String> lines = new ArrayList<>(List.of(project.toString()));
        lines.addAll(graph);
        return lines;
    }

    /** The nodes that ran in a project, in their order, each partition once. */
    static List<String> ran(Path project) throws IOException {
        Path audit = project.resolve("audit");
        return Files.exists(audit) ? Files.readAllLines(audit) : List.of();
    }

    @Override
    public TestPipeline pipeline(List<String> lines) {
        Path audit = Path.of(lines.get(0)).resolve("audit");
        TestPipeline pipeline = new TestPipeline(String.join("\n", lines.subList(1, lines.size())));
        PipelineGraph read = pipeline.graph();
        for (int i = 0; i < read.nodeCount(); i++) {
            int node = i;
            String name = read.node(node);
            int each = read.eachInput(node);
            if (each >= 0) {
                setPartitioned(pipeline, read.inputs(node)[each]);
                Arrays.stream(read.outputs(node)).forEach(output -> setPartitioned(pipeline, output));
            }
            pipeline.method(name, "n").node(name, (inputs, context) -> {
                Files.writeString(audit, name + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                Object[] outputs = new Object[read.outputs(node).length];
                Arrays.fill(
                        outputs,
                        name + Arrays.stream(inputs).map(RandomSteps::text).toList());
                return outputs;
            });
        }
        setPartitioned(pipeline, "days");
        return pipeline;
    }

    private static void setPartitioned(TestPipeline pipeline, int dataset) {
        setPartitioned(pipeline, pipeline.graph().dataset(dataset));
    }

    private static void setPartitioned(TestPipeline pipeline, String dataset) {
        pipeline.type(dataset, GenericTypes.parameterized(Map.class, String.class, String.class));
    }

    private static String text(Object input) {
        if (input instanceof Map<?, ?> map) {
            return new TreeMap<>(map).toString();
        }
        return input instanceof Outcome.Success<?> success ? "ok " + success.value() : String.valueOf(input);
    }

    @Override
    public String toString() {
        return String.join("\n", graph) + "\n" + String.join("\n", catalog);
    }
}
