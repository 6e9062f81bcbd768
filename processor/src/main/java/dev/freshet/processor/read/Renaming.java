package dev.freshet.processor.read;

import dev.freshet.processor.model.AfterModel;
import dev.freshet.processor.model.IncludeModel;
import dev.freshet.processor.model.InputModel;
import dev.freshet.processor.model.NodeModel;
import dev.freshet.processor.model.Origin;
import dev.freshet.processor.model.OutputModel;
import dev.freshet.wiring.DatasetName;
import dev.freshet.wiring.Names;
import java.util.Map;
import java.util.Optional;

/**
 * The names of an included pipeline inside the including one.
 *
 * @param datasets the mapped datasets, by the name in the included pipeline
 * @param parameters the mapped parameters, by the path in the included pipeline
 */
record Renaming(IncludeModel include, Map<String, Target> datasets, Map<String, Target> parameters) {
    /** A new name, and where it is given. */
    record Target(String name, Origin origin) {}

    /**
     * Returns the node as a part of the including pipeline. Its mistakes are reported at the annotation of that
     * pipeline.
     */
    NodeModel apply(NodeModel node) {
        return new NodeModel(
                prefixed(node.name()),
                include.origin(),
                node.method(),
                node.annotation(),
                node.inputs().stream().map(this::apply).toList(),
                node.outputs().stream().map(this::apply).toList(),
                node.after().stream()
                        .map(after -> new AfterModel(prefixed(after.node()), include.origin()))
                        .toList(),
                node.arguments(),
                node.code(),
                node.options(),
                node.each(),
                Optional.of(node.include()
                        .map(inner -> new IncludeModel(include.origin(), inner.holder(), prefixed(inner.namespace())))
                        .orElse(include)));
    }

    private OutputModel apply(OutputModel output) {
        return output.named(name(output.name()), origin(output.name()));
    }

    private InputModel apply(InputModel input) {
        return input.named(name(input.name()), origin(input.name()));
    }

    private DatasetName name(DatasetName name) {
        if (name.isParameter()) {
            return name.parameterPath().isEmpty() ? name : DatasetName.parameter(parameter(name.parameterPath()));
        }
        Target target = datasets.get(name.base());
        String format = name.text().substring(name.base().length());
        return new DatasetName(target == null ? prefixed(name.text()) : target.name() + format);
    }

    private String parameter(String path) {
        return group(path)
                .map(group -> target(group) + path.substring(group.length()))
                .orElseGet(() -> prefixed(path));
    }

    private String target(String group) {
        Target target = parameters.get(group);
        return target == null ? group : target.name();
    }

    /** Returns the innermost mapped group around a parameter, or the parameter itself if it is mapped. */
    private Optional<String> group(String path) {
        for (String group = path; !group.isEmpty(); group = group.substring(0, Math.max(0, group.lastIndexOf('.')))) {
            if (parameters.containsKey(group)) {
                return Optional.of(group);
            }
        }
        return Optional.empty();
    }

    private Origin origin(DatasetName name) {
        Target target = name.isParameter()
                ? group(name.parameterPath()).map(parameters::get).orElse(null)
                : datasets.get(name.base());
        return target == null ? include.origin() : target.origin();
    }

    private String prefixed(String name) {
        return Names.inNamespace(include.namespace(), name);
    }
}
