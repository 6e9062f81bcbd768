package dev.freshet.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.TypeSpec;
import dev.freshet.fingerprint.NodeCode;
import dev.freshet.processor.model.CodeModel;
import dev.freshet.processor.model.NodeModel;
import dev.freshet.processor.model.Signatures;
import dev.freshet.wiring.CodeText;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Writes the nested class {@code Codes}: a line of text for each node, with the method where its code starts. */
final class CodesClass {
    private final Emission emission;

    private final Signatures signatures;

    CodesClass(Emission emission, Types types, Elements elements) {
        this.emission = emission;
        signatures = new Signatures(
                types, type -> elements.getBinaryName(type).toString().replace('.', '/'));
    }

    TypeSpec write() {
        return TypeSpec.classBuilder("Codes")
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc("Decoded on first use.\n")
                .addField(FieldSpec.builder(Emission.NODE_CODES, "VALUE", Modifier.STATIC, Modifier.FINAL)
                        .initializer(CodeBlock.of(
                                "$T.parse($L)",
                                Emission.NODE_CODES,
                                TextParts.arguments(
                                        emission.nodes.stream().map(this::line).toList())))
                        .build())
                .build();
    }

    private String line(NodeModel node) {
        CodeModel code = node.code();
        List<String> signed = types(node).stream().map(signatures::of).toList();
        return CodeText.line(new NodeCode(
                code.unit(), signed, code.alsoDependsOn(), code.resources(), code.version(), node.isInstance()));
    }

    /**
     * Returns the parameter and return types of the method, and the types of its datasets, because another node can
     * determine the type in which a dataset is stored and loaded.
     */
    private List<TypeMirror> types(NodeModel node) {
        List<TypeMirror> types = new ArrayList<>();
        node.method().getParameters().forEach(parameter -> types.add(parameter.asType()));
        types.add(node.method().getReturnType());
        node.inputs().forEach(input -> emission.declared(input.name()).ifPresent(types::add));
        node.outputs().forEach(output -> emission.declared(output.name()).ifPresent(types::add));
        return types;
    }
}
