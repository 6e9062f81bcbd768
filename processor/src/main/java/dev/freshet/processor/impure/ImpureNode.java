package dev.freshet.processor.impure;

import dev.freshet.fingerprint.NodeCode;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.util.Elements;

/**
 * A node method, as far as its annotation says what no fingerprint sees.
 *
 * @param isAlwaysRun whether the node runs each time, so that nothing it uses can make it stale
 */
public record ImpureNode(String name, NodeCode code, boolean isAlwaysRun) {
    /**
     * The node that a method is.
     *
     * @param unit the method with JVM descriptors
     * @param annotation the method's {@code @Node}
     */
    static ImpureNode of(ExecutableElement method, String unit, AnnotationMirror annotation, Elements elements) {
        String name = method.getSimpleName().toString();
        List<String> alsoDependsOn = new ArrayList<>();
        List<String> resources = new ArrayList<>();
        String version = "";
        boolean isAlwaysRun = false;
        for (var entry : annotation.getElementValues().entrySet()) {
            Object value = entry.getValue().getValue();
            switch (entry.getKey().getSimpleName().toString()) {
                case "name" -> name = value.toString();
                case "alsoDependsOn" -> list(value).forEach(each -> alsoDependsOn.add(binaryName(each, elements)));
                case "resources" -> list(value).forEach(each -> resources.add(String.valueOf(each)));
                case "version" -> version = value.toString();
                case "rerun" -> isAlwaysRun = value.toString().endsWith("ALWAYS");
                default -> {}
            }
        }
        return new ImpureNode(
                name, new NodeCode(unit, List.of(), alsoDependsOn, resources, version, false), isAlwaysRun);
    }

    private static List<Object> list(Object value) {
        return value instanceof List<?> values
                ? values.stream()
                        .map(each -> ((AnnotationValue) each).getValue())
                        .map(Object.class::cast)
                        .toList()
                : List.of();
    }

    private static String binaryName(Object type, Elements elements) {
        return type instanceof DeclaredType declared
                ? elements.getBinaryName((TypeElement) declared.asElement())
                        .toString()
                        .replace('.', '/')
                : type.toString();
    }
}
