package dev.freshet.runtime.change;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Lists the values of a parameter that differ from an earlier run; for a group, each value in it. */
final class ParameterDifference {
    private static final int LONGEST = 60;
    private static final int MOST_DIGITS = 20;
    private static final String SECRET = "***";
    private static final JsonMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final List<String> lines = new ArrayList<>();

    private ParameterDifference() {}

    /** Returns a line for each difference, at least one. */
    static List<String> lines(String name, String before, String after) {
        ParameterDifference difference = new ParameterDifference();
        Optional<JsonNode> old = group(before);
        Optional<JsonNode> now = group(after);
        if (old.isPresent() && now.isPresent()) {
            difference.compare(name, old.get(), now.get());
        }
        if (difference.lines.isEmpty()) {
            difference.add(name, text(before), text(after));
        }
        return difference.lines;
    }

    private static Optional<JsonNode> group(String text) {
        if (!text.startsWith("{") && !text.startsWith("[")) {
            return Optional.empty();
        }
        try {
            return Optional.of(EXACT.readTree(text));
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }

    private void compare(String path, JsonNode before, JsonNode after) {
        if (before.isObject() && after.isObject()) {
            Set<String> keys = new LinkedHashSet<>(before.propertyNames());
            keys.addAll(after.propertyNames());
            keys.forEach(key -> compareParts(path + "." + key, before.get(key), after.get(key)));
        } else if (before.isArray() && after.isArray()) {
            for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
                compareParts(path + "[" + i + "]", before.get(i), after.get(i));
            }
        } else if (!before.toString().equals(after.toString())) {
            add(path, text(before.toString()), text(after.toString()));
        }
    }

    private void compareParts(String path, @Nullable JsonNode before, @Nullable JsonNode after) {
        if (before != null && after != null) {
            compare(path, before, after);
        } else if (after != null) {
            lines.add("parameter " + path + " is new: " + text(after.toString()));
        } else if (before != null) {
            lines.add("parameter " + path + " is gone, it was " + text(before.toString()));
        }
    }

    private void add(String path, String before, String after) {
        lines.add("parameter " + path + " " + before + " -> " + after);
    }

    /** Returns a value as it is shown: without secrets, and not too long. */
    static String text(String json) {
        if (json.contains("\"secret ")) {
            return SECRET;
        }
        String shown = plain(json);
        return shown.length() <= LONGEST ? shown : shown.substring(0, LONGEST) + "...";
    }

    /** Writes a number without an exponent, unless that takes many digits. */
    private static String plain(String json) {
        if (!json.matches("-?[0-9.]+E[+-]?[0-9]{1,2}")) {
            return json;
        }
        String digits = new BigDecimal(json).toPlainString();
        return digits.length() <= MOST_DIGITS ? digits : json;
    }
}
