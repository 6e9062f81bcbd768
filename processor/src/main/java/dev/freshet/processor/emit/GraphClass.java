package dev.freshet.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.TypeSpec;
import dev.freshet.processor.model.AfterModel;
import dev.freshet.processor.model.DatasetName;
import dev.freshet.processor.model.InputModel;
import dev.freshet.processor.model.NodeModel;
import dev.freshet.processor.model.OutputModel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** Writes the nested class {@code Graph}: a line of text for each node, decoded when first asked for. */
final class GraphClass {
    private final Emission emission;

    GraphClass(Emission emission) {
        this.emission = emission;
    }

    TypeSpec write() {
        CodeBlock.Builder texts = CodeBlock.builder().add("$T.parse(", Emission.PIPELINE_GRAPH);
        String separator = "";
        for (String part : parts()) {
            texts.add(separator).add("$L", "\"\"\"\n" + part + "\"\"\"");
            separator = ", ";
        }
        return TypeSpec.classBuilder("Graph")
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc("Decoded when it is first asked for.\n")
                .addField(FieldSpec.builder(Emission.PIPELINE_GRAPH, "VALUE", Modifier.STATIC, Modifier.FINAL)
                        .initializer(texts.add(")").build())
                        .build())
                .build();
    }

    private List<String> parts() {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        int bytes = 0;
        for (NodeModel node : emission.nodes) {
            String line = line(node) + "\n";
            int length = line.getBytes(StandardCharsets.UTF_8).length;
            if (bytes + length > Parts.TEXT && bytes > 0) {
                parts.add(part.toString());
                part.setLength(0);
                bytes = 0;
            }
            part.append(line);
            bytes += length;
        }
        parts.add(part.toString());
        return parts;
    }

    private static String line(NodeModel node) {
        return node.name() + " = " + node.methodName() + "("
                + names(node.inputs().stream().map(InputModel::name).map(DatasetName::text)) + ")"
                + behind(
                        " -> ",
                        names(node.outputs().stream().map(OutputModel::name).map(DatasetName::text)))
                + behind(" after ", names(node.after().stream().map(AfterModel::node)));
    }

    private static String names(Stream<String> names) {
        return names.collect(Collectors.joining(", "));
    }

    private static String behind(String word, String names) {
        return names.isEmpty() ? "" : word + names;
    }
}
