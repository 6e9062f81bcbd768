package dev.freshet.runtime.dataset;

import dev.freshet.config.ConfigNode;
import dev.freshet.config.MappingNode;
import dev.freshet.config.ScalarNode;
import dev.freshet.config.SequenceNode;
import dev.freshet.fingerprint.Digest;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.io.JsonStringEncoder;

/**
 * Configuration values as JSON, equal for equal values: keys sorted, numbers in one notation, whatever their layout in the
 * file. Of secrets only a digest is written.
 */
final class CanonicalText {
    private CanonicalText() {}

    static String of(ConfigNode node) {
        StringBuilder text = new StringBuilder();
        append(node, Set.of(), text);
        return text.toString();
    }

    /** A group without some of its keys. */
    static String without(MappingNode group, Set<String> omitted) {
        StringBuilder text = new StringBuilder();
        append(group, omitted, text);
        return text.toString();
    }

    private static void append(ConfigNode node, Set<String> omitted, StringBuilder text) {
        if (node instanceof MappingNode mapping) {
            String separator = "{";
            for (var entry : new TreeMap<>(mapping.entries()).entrySet()) {
                if (!omitted.contains(entry.getKey())) {
                    text.append(separator).append(quote(entry.getKey())).append(':');
                    append(entry.getValue().value(), Set.of(), text);
                    separator = ",";
                }
            }
            text.append(separator.equals("{") ? "{}" : "}");
        } else if (node instanceof SequenceNode sequence) {
            String separator = "[";
            for (ConfigNode item : sequence.items()) {
                text.append(separator);
                append(item, Set.of(), text);
                separator = ",";
            }
            text.append(separator.equals("[") ? "[]" : "]");
        } else {
            text.append(scalar((ScalarNode) node));
        }
    }

    private static String scalar(ScalarNode scalar) {
        if (scalar.secret()) {
            return quote("secret " + Digest.of((scalar.kind() + " " + scalar.text()).getBytes(StandardCharsets.UTF_8)));
        }
        return switch (scalar.kind()) {
            case STRING -> quote(scalar.text());
            case INTEGER, FLOAT -> number(scalar.text());
            case BOOLEAN -> scalar.text().toLowerCase(Locale.ROOT);
            case NULL -> "null";
        };
    }

    /** Hexadecimal, octal and non-finite numbers stay as they are written. */
    private static String number(String text) {
        try {
            return new BigDecimal(text).stripTrailingZeros().toString();
        } catch (NumberFormatException e) {
            return text;
        }
    }

    private static String quote(String text) {
        return "\"" + new String(JsonStringEncoder.getInstance().quoteAsCharArray(text)) + "\"";
    }
}
