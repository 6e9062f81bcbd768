package dev.freshet.dataset.format;

import dev.freshet.config.ConfigNode;
import dev.freshet.config.MappingNode;
import dev.freshet.config.Position;
import dev.freshet.config.ScalarNode;
import dev.freshet.config.SequenceNode;
import dev.freshet.config.YamlOutput;
import dev.freshet.dataset.MalformedContent;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.databind.util.TokenBuffer;

/** YAML as the tokens that Jackson binds, and back. */
final class YamlTokens {
    /** As deep as YAML is read. */
    private static final int DEEPEST = 200;

    /** As many digits as JSON may have. */
    private static final int LONGEST_NUMBER = 1000;

    private static final Pattern NEGATIVE_ZERO = Pattern.compile("-0*\\.?0*([eE].*)?");

    private YamlTokens() {}

    /**
     * The tokens of a value.
     *
     * @throws MalformedContent if it is nested too deeply, or has a number that is too long
     */
    static TokenBuffer of(ConfigNode root) {
        TokenBuffer tokens = TokenBuffer.forGeneration();
        read(root, tokens, 1);
        return tokens;
    }

    private static void read(ConfigNode node, TokenBuffer tokens, int depth) {
        if (depth > DEEPEST) {
            throw new MalformedContent(place(node.position()), "the values are nested more than " + DEEPEST + " deep");
        }
        if (node instanceof MappingNode mapping) {
            tokens.writeStartObject();
            mapping.entries().forEach((key, entry) -> {
                tokens.writeName(key);
                read(entry.value(), tokens, depth + 1);
            });
            tokens.writeEndObject();
        } else if (node instanceof SequenceNode sequence) {
            tokens.writeStartArray();
            sequence.items().forEach(item -> read(item, tokens, depth + 1));
            tokens.writeEndArray();
        } else {
            scalar((ScalarNode) node, tokens);
        }
    }

    private static void scalar(ScalarNode scalar, TokenBuffer tokens) {
        String text = scalar.text();
        switch (scalar.kind()) {
            case STRING -> tokens.writeString(text);
            case NULL -> tokens.writeNull();
            case BOOLEAN -> tokens.writeBoolean(text.equalsIgnoreCase("true"));
            case INTEGER -> whole(number(scalar), tokens);
            case FLOAT -> real(number(scalar), tokens);
        }
    }

    private static String number(ScalarNode scalar) {
        if (scalar.text().length() > LONGEST_NUMBER) {
            throw new MalformedContent(
                    place(scalar.position()), "the number has more than " + LONGEST_NUMBER + " characters");
        }
        return scalar.text().toLowerCase(Locale.ROOT);
    }

    private static void whole(String text, TokenBuffer tokens) {
        BigInteger number = text.startsWith("0x")
                ? new BigInteger(text.substring(2), 16)
                : text.startsWith("0o") ? new BigInteger(text.substring(2), 8) : new BigInteger(text);
        if (number.bitLength() < Integer.SIZE) {
            tokens.writeNumber(number.intValue());
        } else if (number.bitLength() < Long.SIZE) {
            tokens.writeNumber(number.longValue());
        } else {
            tokens.writeNumber(number);
        }
    }

    /** As a decimal number, which is exact, unless only a binary one can be that value. */
    private static void real(String text, TokenBuffer tokens) {
        switch (text) {
            case ".nan" -> tokens.writeNumber(Double.NaN);
            case ".inf", "+.inf" -> tokens.writeNumber(Double.POSITIVE_INFINITY);
            case "-.inf" -> tokens.writeNumber(Double.NEGATIVE_INFINITY);
            default -> {
                if (NEGATIVE_ZERO.matcher(text).matches()) {
                    tokens.writeNumber(-0.0);
                } else {
                    tokens.writeNumber(new BigDecimal(text));
                }
            }
        }
    }

    /** A place as it follows the name of the file. */
    static String place(Position position) {
        return position.line() == 0 ? "" : ":" + position.line() + ":" + position.column();
    }

    /** Writes tokens as YAML. */
    static void write(TokenBuffer tokens, Writer text) {
        YamlOutput out = new YamlOutput(text);
        try (JsonParser parser = tokens.asParser(ObjectReadContext.empty())) {
            int depth = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                if (depth >= DEEPEST) {
                    throw new MalformedContent("", "the values are nested more than " + DEEPEST + " deep");
                }
                write(token, parser, out);
            }
        }
        out.end();
    }

    private static void write(JsonToken token, JsonParser parser, YamlOutput out) {
        switch (token) {
            case START_OBJECT -> out.startMapping();
            case END_OBJECT -> out.endMapping();
            case START_ARRAY -> out.startSequence();
            case END_ARRAY -> out.endSequence();
            case PROPERTY_NAME -> out.text(wellFormed(parser.currentName()));
            case VALUE_STRING -> out.text(wellFormed(parser.getString()));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> out.literal(literal(parser.getNumberValueExact()));
            case VALUE_EMBEDDED_OBJECT -> out.text(embedded(parser.getEmbeddedObject()));
            default -> out.literal(token.asString());
        }
    }

    /** Refuses half of a surrogate pair, which the writer of YAML would change. */
    private static String wellFormed(String text) {
        if (text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            throw new MalformedContent("", "a text has half of a surrogate pair, which YAML cannot hold");
        }
        return text;
    }

    private static String literal(Number number) {
        double value = number.doubleValue();
        if (Double.isNaN(value)) {
            return ".nan";
        }
        boolean isBinary = number instanceof Double || number instanceof Float;
        if (!isBinary) {
            return number.toString();
        }
        return Double.isInfinite(value) ? (value > 0 ? ".inf" : "-.inf") : signed(number.toString());
    }

    /** YAML 1.1 reads a number with an exponent as a text if the exponent has no sign. */
    private static String signed(String number) {
        int exponent = number.indexOf('E') + 1;
        return exponent == 0 || number.charAt(exponent) == '-'
                ? number
                : number.substring(0, exponent) + "+" + number.substring(exponent);
    }

    private static String embedded(Object value) {
        return value instanceof byte[] bytes ? Base64.getEncoder().encodeToString(bytes) : String.valueOf(value);
    }
}
