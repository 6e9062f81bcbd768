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

/** The annotations that libraries can read by reflection and act on, such as those of JSON mappers. */
final class RuntimeAnnotations {
    private RuntimeAnnotations() {}

    static void append(Element element, Symbols symbols, StringBuilder to) {
        List<String> texts = new ArrayList<>();
        for (AnnotationMirror annotation : element.getAnnotationMirrors()) {
            TypeElement type = (TypeElement) annotation.getAnnotationType().asElement();
            Retention retention = type.getAnnotation(Retention.class);
            if (retention != null
                    && retention.value() == RetentionPolicy.RUNTIME
                    && !symbols.binaryName(type).startsWith("java/lang/")) {
                texts.add("@" + symbols.binaryName(type) + values(annotation));
            }
        }
        Collections.sort(texts);
        texts.forEach(text -> to.append(' ').append(text.length()).append(text));
    }

    private static Map<String, String> values(AnnotationMirror annotation) {
        Map<String, String> values = new TreeMap<>();
        annotation
                .getElementValues()
                .forEach((member, value) -> values.put(member.getSimpleName().toString(), value.toString()));
        return values;
    }
}
