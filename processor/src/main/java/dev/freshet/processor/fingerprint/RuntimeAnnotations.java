package dev.freshet.processor.fingerprint;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;

/** The annotations that libraries can read by reflection and act on, such as those of JSON mappers. */
final class RuntimeAnnotations {
    private RuntimeAnnotations() {}

    /** Those of a declaration, and those within its type, such as {@code List<@Positive Integer>}. */
    static void append(Element element, Symbols symbols, StringBuilder to) {
        append(element.getAnnotationMirrors(), symbols, to);
        if (element instanceof ExecutableElement method) {
            appendWithin(method.getReturnType(), symbols, to);
        } else if (!(element instanceof TypeElement)) {
            appendWithin(element.asType(), symbols, to);
        }
    }

    private static void appendWithin(TypeMirror type, Symbols symbols, StringBuilder to) {
        append(type.getAnnotationMirrors(), symbols, to);
        if (type instanceof DeclaredType declared) {
            int number = 0;
            for (TypeMirror argument : declared.getTypeArguments()) {
                appendPart(number++, argument, symbols, to);
            }
        } else if (type instanceof ArrayType array) {
            appendPart(0, array.getComponentType(), symbols, to);
        } else if (type instanceof WildcardType wildcard) {
            Stream.of(wildcard.getExtendsBound(), wildcard.getSuperBound())
                    .filter(Objects::nonNull)
                    .forEach(bound -> appendPart(0, bound, symbols, to));
        }
    }

    /** Tells where in the type the annotations are, and nothing if there are none. */
    private static void appendPart(int number, TypeMirror part, Symbols symbols, StringBuilder to) {
        StringBuilder text = new StringBuilder();
        appendWithin(part, symbols, text);
        if (!text.isEmpty()) {
            to.append(" <").append(number).append(text).append('>');
        }
    }

    private static void append(List<? extends AnnotationMirror> annotations, Symbols symbols, StringBuilder to) {
        List<String> texts = new ArrayList<>();
        for (AnnotationMirror annotation : annotations) {
            TypeElement type = (TypeElement) annotation.getAnnotationType().asElement();
            String name = symbols.binaryName(type);
            if (!name.startsWith("java/lang/") && isKept(type)) {
                texts.add("@" + name + values(annotation));
            }
        }
        Collections.sort(texts);
        texts.forEach(text -> to.append(' ').append(text.length()).append(text));
    }

    /** Looks at the mirror: {@code getAnnotation} would make a proxy each time. */
    static boolean isKept(TypeElement type) {
        for (AnnotationMirror annotation : type.getAnnotationMirrors()) {
            if (((TypeElement) annotation.getAnnotationType().asElement())
                    .getQualifiedName()
                    .contentEquals(Retention.class.getName())) {
                return annotation.getElementValues().values().stream()
                        .anyMatch(value -> value.getValue() instanceof VariableElement policy
                                && policy.getSimpleName().contentEquals(RetentionPolicy.RUNTIME.name()));
            }
        }
        return false;
    }

    private static Map<String, String> values(AnnotationMirror annotation) {
        Map<String, String> values = new TreeMap<>();
        annotation
                .getElementValues()
                .forEach((member, value) -> values.put(member.getSimpleName().toString(), value.toString()));
        return values;
    }
}
