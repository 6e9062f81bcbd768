package dev.freshet.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.TypeSpec;
import dev.freshet.processor.model.AfterModel;
import dev.freshet.processor.model.InputModel;
import dev.freshet.processor.model.NodeModel;
import dev.freshet.processor.model.OutputModel;
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
        List<String> lines = emission.nodes.stream().map(GraphClass::line).toList();
        return TypeSpec.classBuilder("Graph")
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc("Decoded when it is first asked for.\n")
                .addField(FieldSpec.builder(Emission.PIPELINE_GRAPH, "VALUE", Modifier.STATIC, Modifier.FINAL)
                        .initializer(CodeBlock.of("$T.parse($L)", Emission.PIPELINE_GRAPH, TextParts.arguments(lines)))
                        .build())
                .build();
    }

    private static String line(NodeModel node) {
        String options = node.options().text();
        return node.name() + " = " + node.methodName() + "("
                + names(node.inputs().stream().map(GraphClass::input)) + ")"
                + behind(" -> ", names(node.outputs().stream().map(GraphClass::output)))
                + behind(" after ", names(node.after().stream().map(AfterModel::node)))
                + (options.isEmpty() ? "" : " {" + options + "}");
    }

    private static String input(InputModel input) {
        return input.form().sign() + input.name().text();
    }

    private static String output(OutputModel output) {
        return output.form().sign() + output.name().text();
    }

    private static String names(Stream<String> names) {
        return names.collect(Collectors.joining(", "));
    }

    private static String behind(String word, String names) {
        return names.isEmpty() ? "" : word + names;
    }
}
