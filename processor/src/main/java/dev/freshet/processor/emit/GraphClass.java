package dev.freshet.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.TypeSpec;
import dev.freshet.processor.model.InputModel;
import dev.freshet.processor.model.NodeModel;
import dev.freshet.processor.model.OutputModel;
import dev.freshet.wiring.DatasetName;
import dev.freshet.wiring.Form;
import dev.freshet.wiring.GraphNode;
import dev.freshet.wiring.GraphWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import javax.lang.model.element.Modifier;

/** Writes the nested class {@code Graph}: the text of the graph, decoded on first use. */
final class GraphClass {
    private final Emission emission;

    GraphClass(Emission emission) {
        this.emission = emission;
    }

    TypeSpec write() {
        return TypeSpec.classBuilder("Graph")
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc("Decoded on first use.\n")
                .addField(FieldSpec.builder(Emission.PIPELINE_GRAPH, "VALUE", Modifier.STATIC, Modifier.FINAL)
                        .initializer(
                                CodeBlock.of("$T.parse($L)", Emission.PIPELINE_GRAPH, TextParts.arguments(lines())))
                        .build())
                .build();
    }

    private List<String> lines() {
        GraphWriter writer = new GraphWriter(
                emission.datasets.stream().map(DatasetName::text).toList());
        Map<String, Integer> numbers = new HashMap<>();
        List<String> lines = new ArrayList<>();
        for (NodeModel node : emission.nodes) {
            lines.add(writer.line(graphNode(node, numbers)));
            numbers.put(node.name(), numbers.size());
        }
        return lines;
    }

    private GraphNode graphNode(NodeModel node, Map<String, Integer> earlier) {
        return new GraphNode(
                node.name(),
                node.methodName(),
                numbers(node.inputs(), InputModel::name),
                node.inputs().stream().map(InputModel::form).toArray(Form[]::new),
                numbers(node.outputs(), OutputModel::name),
                node.outputs().stream().map(OutputModel::form).toArray(Form[]::new),
                node.after().stream()
                        .mapToInt(after -> earlier.getOrDefault(after.node(), Integer.MAX_VALUE))
                        .toArray(),
                node.options());
    }

    private <T> int[] numbers(List<T> mentions, Function<T, DatasetName> name) {
        return mentions.stream()
                .mapToInt(mention -> Objects.requireNonNull(emission.numbers.get(name.apply(mention))))
                .toArray();
    }
}
