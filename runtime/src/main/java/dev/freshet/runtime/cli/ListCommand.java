package dev.freshet.runtime.cli;

import dev.freshet.runtime.cli.terminal.Console;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.plan.PipelineGraph;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import picocli.CommandLine.ParseResult;

/** {@code list}: prints each node with its inputs and outputs. */
final class ListCommand {
    private final PipelineGraph graph;
    private final Console console;

    ListCommand(CompiledPipeline pipeline, Console console) {
        this.graph = pipeline.graph();
        this.console = console;
    }

    int execute(ParseResult command) {
        if (GivenOptions.json(command)) {
            List<Map<String, Object>> nodes = IntStream.range(0, graph.nodeCount())
                    .mapToObj(this::describe)
                    .toList();
            console.print(nodes);
        } else {
            IntStream.range(0, graph.nodeCount()).mapToObj(this::line).forEach(console.out()::println);
        }
        return Freshet.DONE;
    }

    private Map<String, Object> describe(int node) {
        Map<String, Object> description = new LinkedHashMap<>();
        description.put("name", graph.node(node));
        description.put("method", graph.method(node));
        description.put("inputs", names(graph.inputs(node)));
        description.put("outputs", names(graph.outputs(node)));
        return description;
    }

    private String line(int node) {
        List<String> outputs = names(graph.outputs(node));
        return graph.node(node) + "(" + String.join(", ", names(graph.inputs(node))) + ")"
                + (outputs.isEmpty() ? "" : " -> " + String.join(", ", outputs));
    }

    private List<String> names(int[] datasets) {
        return Arrays.stream(datasets).mapToObj(graph::dataset).toList();
    }
}
