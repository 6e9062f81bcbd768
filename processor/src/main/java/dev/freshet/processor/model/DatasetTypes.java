package dev.freshet.processor.model;

import dev.freshet.wiring.DatasetName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.type.TypeMirror;

/**
 * The Java type of each dataset: the type that its producer returns; for a pipeline input, the consumer's type that all
 * consumers accept.
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
        List<InputModel> readers = readers(wiring, name);
        return readers.stream()
                .flatMap(reader -> Optional.ofNullable(reader.offered()).stream())
                .filter(type -> readers.stream().allMatch(other -> isTakenBy(other, type)))
                .findFirst();
    }

    private boolean isTakenBy(InputModel reader, TypeMirror type) {
        return reader.accepted() != null && assignability.isAssignable(type, reader.accepted());
    }

    private static List<InputModel> readers(Wiring wiring, DatasetName name) {
        return wiring.consumers(name).stream()
                .map(Wiring.Consumer::input)
                .filter(input -> input.name().equals(name) && !input.isOutcome() && input.parameter() != null)
                .toList();
    }

    /** Returns the type of a dataset by its full name; empty if it is unknown or the consumers disagree. */
    public Optional<TypeMirror> of(DatasetName name) {
        return byName.getOrDefault(name.text(), Optional.empty());
    }
}
