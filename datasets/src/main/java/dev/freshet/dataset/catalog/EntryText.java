package dev.freshet.dataset.catalog;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes a catalog entry as YAML. */
final class EntryText {
    private EntryText() {}

    static String of(String name, Map<String, Object> options) {
        StringBuilder text = new StringBuilder(text(name)).append(":\n");
        options.forEach((option, value) -> {
            text.append("  ").append(option).append(':');
            if (value instanceof Map<?, ?> map) {
                map.forEach((key, each) -> text.append("\n    ")
                        .append(text(String.valueOf(key)))
                        .append(": ")
                        .append(value(each)));
            } else {
                text.append(' ').append(value(value));
            }
            text.append('\n');
        });
        return text.toString();
    }

    private static String value(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(EntryText::value).collect(Collectors.joining(", ", "[", "]"));
        }
        return value instanceof Boolean || value instanceof Number ? value.toString() : text(value.toString());
    }

    /** Returns a text that every version of YAML reads as this text. */
    private static String text(String text) {
        boolean isWord = text.matches("(?i)true|false|yes|no|on|off|y|n|null|none");
        if (!isWord && text.matches("[A-Za-z_][A-Za-z0-9_./-]*")) {
            return text;
        }
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c == '\t') {
                quoted.append("\\t");
            } else if (Character.isISOControl(c) || c == '\u00a0' || c == '\u202f' || c == '\ufeff') {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
