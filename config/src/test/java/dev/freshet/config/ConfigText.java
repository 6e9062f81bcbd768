package dev.freshet.config;

import java.util.stream.Collectors;

/** Shows configuration nodes in one line, for comparison: strings in quotes, kinds and positions on request. */
final class ConfigText {
    private ConfigText() {}

    /** Such as {@code {a: 1, b: ['x', null]}}. */
    static String show(ConfigNode node) {
        if (node instanceof MappingNode mapping) {
            return mapping.entries().entrySet().stream()
                    .map(entry -> entry.getKey() + ": " + show(entry.getValue().value()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (node instanceof SequenceNode sequence) {
            return sequence.items().stream().map(ConfigText::show).collect(Collectors.joining(", ", "[", "]"));
        }
        ScalarNode scalar = (ScalarNode) node;
        return switch (scalar.kind()) {
            case STRING -> "'" + scalar.text() + "'";
            case NULL -> "null";
            case INTEGER, FLOAT, BOOLEAN -> scalar.text();
        };
    }

    /** Such as {@code 3:7}. */
    static String place(Position position) {
        return position.line() + ":" + position.column();
    }
}
