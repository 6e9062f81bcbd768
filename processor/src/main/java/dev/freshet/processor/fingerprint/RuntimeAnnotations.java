package dev.freshet.processor.fingerprint;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;

/** The annotations that libraries can read by reflection and act on, such as those of JSON mappers. */
final class RuntimeAnnotations {
    private RuntimeAnnotations() {}

    static void append(Element element, Symbols symbols, StringBuilder to) {
        List<String> texts = new ArrayList<>();
        for (AnnotationMirror annotation : element.getAnnotationMirrors()) {
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
    private static boolean isKept(TypeElement type) {
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
