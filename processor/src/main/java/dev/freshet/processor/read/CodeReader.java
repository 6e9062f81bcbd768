package dev.freshet.processor.read;

import dev.freshet.Rerun;
import dev.freshet.processor.model.CodeModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Reads what a node says of its code. */
final class CodeReader {
    private final Types types;
    private final Elements elements;

    CodeReader(Types types, Elements elements) {
        this.types = types;
        this.elements = elements;
    }

    CodeModel read(ExecutableElement method, Annotated node) {
        return new CodeModel(
                unit(method),
                types(node),
                node.strings("resources").orElse(List.of()).stream()
                        .map(Annotated.Located::value)
                        .toList(),
                node.string("version").map(Annotated.Located::value).orElse(""),
                node.member("rerun")
                        .map(AnnotationValue::getValue)
                        .filter(VariableElement.class::isInstance)
                        .map(constant ->
                                ((VariableElement) constant).getSimpleName().toString())
                        .orElse(Rerun.WHEN_CHANGED.name()));
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

    private String unit(ExecutableElement method) {
        StringBuilder unit = new StringBuilder(
                        binaryName((TypeElement) Objects.requireNonNull(method.getEnclosingElement())))
                .append('.')
                .append(method.getSimpleName())
                .append('(');
        method.getParameters().forEach(parameter -> describe(parameter.asType(), unit));
        unit.append(')');
        describe(method.getReturnType(), unit);
        return unit.toString();
    }

    private String binaryName(TypeElement type) {
        return elements.getBinaryName(type).toString().replace('.', '/');
    }

    private void describe(TypeMirror type, StringBuilder to) {
        switch (type.getKind()) {
            case BOOLEAN -> to.append('Z');
            case BYTE -> to.append('B');
            case SHORT -> to.append('S');
            case INT -> to.append('I');
            case LONG -> to.append('J');
            case CHAR -> to.append('C');
            case FLOAT -> to.append('F');
            case DOUBLE -> to.append('D');
            case VOID -> to.append('V');
            case ARRAY -> {
                to.append('[');
                describe(((ArrayType) type).getComponentType(), to);
            }
            case DECLARED ->
                to.append('L')
                        .append(binaryName((TypeElement) ((DeclaredType) type).asElement()))
                        .append(';');
            case TYPEVAR, INTERSECTION -> describe(types.erasure(type), to);
            default -> to.append('?');
        }
    }
}
