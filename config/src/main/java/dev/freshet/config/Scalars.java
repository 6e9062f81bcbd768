package dev.freshet.config;

import java.util.regex.Pattern;

/** What plain texts that do not stand in a YAML file stand for, by the rules of YAML 1.2's core schema. */
final class Scalars {
    private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+");
    private static final Pattern FLOAT = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final Pattern BOOLEAN = Pattern.compile("true|True|TRUE|false|False|FALSE");
    private static final Pattern NULL = Pattern.compile("null|Null|NULL|~|");

    private Scalars() {}

    static ScalarNode plain(String text, Position position) {
        return new ScalarNode(text, kind(text), position, false);
    }

    private static ScalarNode.Kind kind(String text) {
        if (INTEGER.matcher(text).matches()) {
            return ScalarNode.Kind.INTEGER;
        }
        if (FLOAT.matcher(text).matches()) {
            return ScalarNode.Kind.FLOAT;
        }
        if (BOOLEAN.matcher(text).matches()) {
            return ScalarNode.Kind.BOOLEAN;
        }
        return NULL.matcher(text).matches() ? ScalarNode.Kind.NULL : ScalarNode.Kind.STRING;
    }
}
