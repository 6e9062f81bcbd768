package dev.freshet.runtime.export;

import java.util.List;
import java.util.stream.Collectors;

/** Writes values as literals of Python. */
final class Python {
    private Python() {}

    static String text(String value) {
        StringBuilder literal = new StringBuilder("\"");
        value.codePoints().forEach(point -> literal.append(escaped(point)));
        return literal.append('"').toString();
    }

    private static String escaped(int point) {
        if (point == '"' || point == '\\') {
            return "\\" + (char) point;
        }
        if (point == '\n') {
            return "\\n";
        }
        if ((point >= ' ' && point < 127) || (point > 160 && Character.isLetterOrDigit(point))) {
            return Character.toString(point);
        }
        return point < 0x10000 ? String.format("\\u%04x", point) : String.format("\\U%08x", point);
    }

    static String list(List<String> values) {
        return values.stream().map(Python::text).collect(Collectors.joining(", ", "[", "]"));
    }
}
