package dev.freshet.processor.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;

/**
 * The Java type of each dataset: what its producer returns, or, for a free input, the one of its consumers' types that
 * all of them take.
 */
public final class DatasetTypes {
    private final Assignability assignability;
    private final Map<String, Optional<TypeMirror>> byName = new LinkedHashMap<>();

    public DatasetTypes(PipelineModel pipeline, Wiring wiring, Assignability assignability) {
        this.assignability = assignability;
        for (NodeModel node : pipeline.nodes()) {
            node.outputs()
                    .forEach(output -> byName.putIfAbsent(output.name().text(), Optional.ofNullable(output.type())));
        }
        for (NodeModel node : pipeline.nodes()) {
            for (InputModel input : node.inputs()) {
                byName.computeIfAbsent(input.name().text(), name -> common(wiring, input.name()));
            }
        }
    }

    private Optional<TypeMirror> common(Wiring wiring, DatasetName name) {
        List<TypeMirror> wanted = wanted(wiring, name).toList();
        return wanted.stream()
                .filter(type -> wanted.stream().allMatch(other -> assignability.isAssignable(type, other)))
                .findFirst();
    }

    private static Stream<TypeMirror> wanted(Wiring wiring, DatasetName name) {
        return wiring.consumers(name).stream()
                .filter(consumer -> consumer.input().name().equals(name)
                        && !consumer.input().isOutcome())
                .map(consumer -> consumer.input().parameter())
                .filter(Objects::nonNull)
                .map(VariableElement::asType);
    }

    /** The type of the dataset of that full name; empty if it is unknown or its consumers disagree. */
    public Optional<TypeMirror> of(DatasetName name) {
        return byName.getOrDefault(name.text(), Optional.empty());
    }
}
