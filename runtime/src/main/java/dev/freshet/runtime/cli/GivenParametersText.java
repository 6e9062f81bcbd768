package dev.freshet.runtime.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The text of {@code --params}: paths and values, separated by commas. Commas inside brackets and quotes belong to the
 * value.
 */
final class GivenParametersText {
    private GivenParametersText() {}

    /**
     * Returns the values by path; if a path is given twice, the last value counts.
     *
     * @throws UsageException if a part has no {@code =}, or a bracket or a quote is not closed
     */
    static Map<String, String> parse(List<String> texts) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String text : texts) {
            for (String part : parts(text)) {
                int equals = part.indexOf('=');
                if (equals < 1) {
                    throw new UsageException("\"" + part + "\" is not a parameter with its value; write it as in "
                            + Commands.PARAMETERS + " split.ratio=0.8,seed=1, and quote a value that has commas");
                }
                values.put(part.substring(0, equals).strip(), part.substring(equals + 1));
            }
        }
        return values;
    }

    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                boolean isEscape = quote == '"' ? c == '\\' : c == quote && text.startsWith("''", i);
                if (isEscape) {
                    i++;
                } else if (c == quote) {
                    quote = 0;
                }
            } else if ((c == '"' || c == '\'') && beginsValue(text, i)) {
                quote = c;
            } else if ((c == '[' || c == '{') && (depth > 0 || beginsValue(text, i))) {
                depth++;
            } else if ((c == ']' || c == '}') && depth > 0) {
                depth--;
            } else if (c == ',' && depth == 0) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        if (quote != 0 || depth > 0) {
            throw new UsageException("in \"" + text + "\", a " + (quote != 0 ? "quote" : "bracket") + " is not closed");
        }
        parts.add(text.substring(start));
        return parts;
    }

    /** Returns whether a character is the first of a value, of an item or of a key, so that it can quote or open one. */
    private static boolean beginsValue(String text, int at) {
        int before = at - 1;
        while (before >= 0 && text.charAt(before) == ' ') {
            before--;
        }
        return before < 0 || "=[{,:".indexOf(text.charAt(before)) >= 0;
    }
}
