package dev.freshet.runtime.cli;

import dev.freshet.config.ConfigNode;
import dev.freshet.config.MappingNode;
import dev.freshet.config.ScalarNode;
import dev.freshet.config.SequenceNode;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** Writes a value of YAML in one line, as {@code --params} takes it: texts, lists and groups as in JSON. */
final class FlowText {
    private FlowText() {}

    static String of(ConfigNode node) {
        if (node instanceof MappingNode mapping) {
            return mapping.entries().entrySet().stream()
                    .map(entry ->
                            quoted(entry.getKey()) + ": " + of(entry.getValue().value()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (node instanceof SequenceNode sequence) {
            return sequence.items().stream().map(FlowText::of).collect(Collectors.joining(", ", "[", "]"));
        }
        ScalarNode scalar = (ScalarNode) node;
        return scalar.kind() == ScalarNode.Kind.STRING ? quoted(scalar.text()) : scalar.text();
    }

    private static String quoted(String text) {
        return new JsonMapper().writeValueAsString(text);
    }
}
