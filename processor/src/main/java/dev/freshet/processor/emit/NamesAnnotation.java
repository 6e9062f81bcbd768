package dev.freshet.processor.emit;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import dev.freshet.ParameterNames;
import dev.freshet.processor.model.NodeModel;
import dev.freshet.processor.model.PipelineModel;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.lang.model.element.VariableElement;

/** Writes the names of those method parameters that name datasets, because class files do not always keep them. */
final class NamesAnnotation {
    private final PipelineModel pipeline;

    NamesAnnotation(PipelineModel pipeline) {
        this.pipeline = pipeline;
    }

    Optional<AnnotationSpec> write() {
        List<String> lines = pipeline.ownNodes().stream()
                .filter(NamesAnnotation::needsNames)
                .map(NamesAnnotation::line)
                .toList();
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of(AnnotationSpec.builder(ClassName.get(ParameterNames.class))
                        .addMember("value", "{$L}", TextParts.arguments(lines))
                        .build());
    }

    /** Returns whether a node takes the name of an input from a parameter of its method. */
    private static boolean needsNames(NodeModel node) {
        return node.inputs().stream().anyMatch(input -> input.origin().value() == null);
    }

    private static String line(NodeModel node) {
        return node.code().unit() + " "
                + node.method().getParameters().stream()
                        .map(VariableElement::getSimpleName)
                        .collect(Collectors.joining(" "));
    }
}
