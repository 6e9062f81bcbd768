package dev.freshet.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.TypeSpec;
import dev.freshet.processor.model.CodeModel;
import dev.freshet.processor.model.NodeModel;
import javax.lang.model.element.Modifier;

/** Writes the nested class {@code Codes}: for each node a line of text with where its code starts. */
final class CodesClass {
    private final Emission emission;

    CodesClass(Emission emission) {
        this.emission = emission;
    }

    TypeSpec write() {
        return TypeSpec.classBuilder("Codes")
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc("Decoded when it is first asked for.\n")
                .addField(FieldSpec.builder(Emission.NODE_CODES, "VALUE", Modifier.STATIC, Modifier.FINAL)
                        .initializer(CodeBlock.of(
                                "$T.parse($L)",
                                Emission.NODE_CODES,
                                TextParts.arguments(emission.nodes.stream()
                                        .map(NodeModel::code)
                                        .map(CodesClass::line)
                                        .toList())))
                        .build())
                .build();
    }

    private static String line(CodeModel code) {
        StringBuilder line = new StringBuilder(code.unit());
        code.alsoDependsOn().forEach(type -> line.append("\\talso ").append(type));
        code.resources().forEach(resource -> line.append("\\tresource ").append(escape(resource)));
        if (!code.version().isEmpty()) {
            line.append("\\tversion ").append(escape(code.version()));
        }
        return line.toString();
    }

    /** Escaped once for the line, where tabs and line ends separate, and once for the text block. */
    private static String escape(String text) {
        String inLine = text.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
        return inLine.replace("\\", "\\\\").replace("\"", "\\\"").replace(" ", "\\s");
    }
}
