package dev.freshet.processor.read;

import dev.freshet.processor.model.CodeModel;
import dev.freshet.processor.model.Descriptors;
import dev.freshet.processor.model.ErroneousCode;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Reads where a node's code starts, and what the node declares about it. */
final class CodeReader {
    private final Descriptors descriptors;
    private final Elements elements;

    CodeReader(Types types, Elements elements) {
        descriptors = new Descriptors(types);
        this.elements = elements;
    }

    CodeModel read(ExecutableElement method, Annotated node) {
        return new CodeModel(
                unit(method),
                types(node),
                node.strings("resources").orElse(List.of()).stream()
                        .map(Annotated.Located::value)
                        .toList(),
                node.string("version").map(Annotated.Located::value).orElse(""));
    }

    private List<String> types(Annotated node) {
        List<String> names = new ArrayList<>();
        node.member("alsoDependsOn").ifPresent(member -> {
            List<?> values = member.getValue() instanceof List<?> several ? several : List.of(member);
            for (Object value : values) {
                if (((AnnotationValue) value).getValue() instanceof DeclaredType type) {
                    names.add(binaryName((TypeElement) type.asElement()));
                }
            }
        });
        return names;
    }

    /** Returns the method's unit; empty if a type does not exist yet, in which case nothing is generated. */
    String unit(ExecutableElement method) {
        try {
            return descriptors.method(method, this::binaryName);
        } catch (ErroneousCode e) {
            return "";
        }
    }

    private String binaryName(TypeElement type) {
        return elements.getBinaryName(type).toString().replace('.', '/');
    }
}
