package dev.freshet.oracle.edit;

import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.List;
import java.util.Locale;

/** Other values, the same values written in other ways, and values that are no constants any more. */
final class LiteralEdits implements Rule {
    @Override
    public void at(TreePath place, SourceFile file, Found found) {
        if (!(place.getLeaf() instanceof LiteralTree literal)) {
            return;
        }
        switch (literal.getKind()) {
            case INT_LITERAL -> integer(literal, ((Number) literal.getValue()).intValue(), file, found);
            case LONG_LITERAL -> {
                long value = ((Number) literal.getValue()).longValue();
                values(literal, file, found, (value + 1) + "L", "0L", -value + "L");
                same(literal, file, found, "0x" + Long.toHexString(value) + "L");
            }
            case FLOAT_LITERAL -> values(literal, file, found, "2.5f", "0f", "-0f", "1.5");
            case DOUBLE_LITERAL -> {
                values(literal, file, found, "2.5", "0.0", "-0.0", "1.5f", literal.getValue() + "1");
                same(literal, file, found, literal.getValue() + "0", literal.getValue() + "d");
                boxed(literal, "Double", file, found);
            }
            case BOOLEAN_LITERAL -> {
                values(literal, file, found, "" + !((Boolean) literal.getValue()));
                boxed(literal, "Boolean", file, found);
            }
            case CHAR_LITERAL -> {
                char value = (Character) literal.getValue();
                values(literal, file, found, "'" + (char) ('A' + value % 26) + "'", "" + (int) value, "'\\0'");
                same(literal, file, found, String.format("'\\u%04x'", (int) value));
                boxed(literal, "Character", file, found);
            }
            case STRING_LITERAL -> text(place, literal, file, found);
            case NULL_LITERAL -> values(literal, file, found, "\"\"", "(Object) null");
            default -> {}
        }
    }

    private static void integer(LiteralTree literal, int value, SourceFile file, Found found) {
        values(
                literal,
                file,
                found,
                "" + (value + 1),
                "" + (value - 1),
                "0",
                "(-" + value + ")",
                value + "L",
                value + ".0");
        same(
                literal,
                file,
                found,
                "0x" + Integer.toHexString(value),
                "0b" + Integer.toBinaryString(value),
                "(" + value + " + 0)");
        if (value > 9) {
            String digits = "" + value;
            same(literal, file, found, digits.charAt(0) + "_" + digits.substring(1));
        }
        boxed(literal, "Integer", file, found);
    }

    private static void text(TreePath place, LiteralTree literal, SourceFile file, Found found) {
        String value = (String) literal.getValue();
        String written = file.text(literal);
        if (written.startsWith("\"\"\"")) {
            int first = written.indexOf('\n') + 1;
            found.add("literal.textBlockIndent", file.replace(literal, written.replace("\n", "\n  ")));
            found.add(
                    "literal.textBlockStrip",
                    file.replace(
                            literal, written.substring(0, written.length() - 3).stripTrailing() + "\"\"\""));
            found.add(
                    "literal.textBlockLine",
                    file.replace(literal, written.substring(0, first) + "   new\n" + written.substring(first)));
            found.add("literal.textBlockToString", file.replace(literal, quoted(value)));
            return;
        }
        values(
                literal,
                file,
                found,
                quoted(value + "x"),
                "\"\"",
                quoted(value.toUpperCase(Locale.ROOT)),
                quoted(" " + value));
        same(
                literal,
                file,
                found,
                "\"\" + " + written,
                "(" + written + ")",
                "\"\"\"\n" + value.replace("\\", "\\\\") + "\"\"\"");
        if (value.length() > 1) {
            same(literal, file, found, quoted(value.substring(0, 1)) + " + " + quoted(value.substring(1)));
            same(
                    literal,
                    file,
                    found,
                    String.format("\"\\u%04x", (int) value.charAt(0))
                            + quoted(value.substring(1)).substring(1));
        }
        found.add("literal.computed", file.replace(literal, "String.valueOf(" + written + ")"));
        found.add("literal.copied", file.replace(literal, "new String(" + written + ")"));
    }

    private static String quoted(String text) {
        return "\""
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\t", "\\t") + "\"";
    }

    private static void values(LiteralTree literal, SourceFile file, Found found, String... values) {
        for (String value : values) {
            found.add("literal.other", file.replace(literal, value));
        }
    }

    private static void same(LiteralTree literal, SourceFile file, Found found, String... values) {
        for (String value : List.of(values)) {
            found.add("literal.same", file.replace(literal, value));
        }
    }

    private static void boxed(Tree literal, String type, SourceFile file, Found found) {
        found.add("literal.computed", file.wrap(type + ".valueOf(", literal, ")"));
        found.add("literal.boxed", file.wrap("(" + type + ") ", literal, ""));
    }
}
