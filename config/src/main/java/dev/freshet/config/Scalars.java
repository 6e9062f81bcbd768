package dev.freshet.config;

import java.util.regex.Pattern;

/** Determines the kind of unquoted texts by the rules of YAML 1.2's core schema. */
final class Scalars {
    private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+");
    private static final Pattern FLOAT = Pattern.compile(
            "[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");
    private static final Pattern BOOLEAN = Pattern.compile("true|True|TRUE|false|False|FALSE");
    private static final Pattern NULL = Pattern.compile("null|Null|NULL|~|");

    private Scalars() {}

    static ScalarNode plain(String text, Position position) {
        return new ScalarNode(text, kind(text), position, false);
    }

    /** Returns whether a text is a legal value of a kind. */
    static boolean allows(String text, ScalarNode.Kind kind) {
        return switch (kind) {
            case STRING -> true;
            case INTEGER -> INTEGER.matcher(text).matches();
            case FLOAT -> FLOAT.matcher(text).matches();
            case BOOLEAN -> BOOLEAN.matcher(text).matches();
            case NULL -> NULL.matcher(text).matches();
        };
    }

    private static ScalarNode.Kind kind(String text) {
        for (ScalarNode.Kind kind : new ScalarNode.Kind[] {
            ScalarNode.Kind.INTEGER, ScalarNode.Kind.FLOAT, ScalarNode.Kind.BOOLEAN, ScalarNode.Kind.NULL
        }) {
            if (allows(text, kind)) {
                return kind;
            }
        }
        return ScalarNode.Kind.STRING;
    }
}
