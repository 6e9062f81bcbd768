package dev.freshet.dataset.json;

import dev.freshet.config.Article;
import dev.freshet.config.Excerpt;
import dev.freshet.dataset.cell.Cells;
import dev.freshet.dataset.cell.NumberKind;
import dev.freshet.dataset.cell.ValueShape.Single;
import java.lang.invoke.MethodType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Year;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;

/** Reads and writes single values: numbers as JSON's numbers, true and false, and all others as texts. */
final class JsonSingles {
    static final Single TEXT = new Single(String.class, Cells.of(String.class).orElseThrow());
    static final Single NUMBER = new Single(double.class, Cells.of(double.class).orElseThrow());

    /** The longest number that is read again. */
    private static final int LONGEST_NUMBER = 1000;

    private final JsonParser parser;

    JsonSingles(JsonParser parser) {
        this.parser = parser;
    }

    /** Reads the value of the current token, which is not null. */
    Object read(Single single) {
        JsonToken token = parser.currentToken();
        String text = parser.getString();
        if (!isOfKind(token, single.type(), text)) {
            throw token == JsonToken.VALUE_NUMBER_FLOAT && NumberKind.of(single.type()) == NumberKind.WHOLE
                    ? InvalidFormatException.from(parser, "", text, single.type())
                    : MismatchedInputException.from(parser, single.type(), "");
        }
        try {
            return single.cell().parse().apply(text);
        } catch (RuntimeException e) {
            throw DatabindException.from(parser, refusal(single, text, e));
        }
    }

    private static String refusal(Single single, String text, RuntimeException e) {
        String why = single.cell().refusal(e);
        boolean isNumber = !isText(single.type()) && !isNoNumber(text) && why.startsWith("is not ");
        return isNumber
                ? "the number is too large for "
                        + Article.before(MethodType.methodType(single.type())
                                .unwrap()
                                .returnType()
                                .getSimpleName())
                : Excerpt.quoted(text) + " " + why;
    }

    private static boolean isOfKind(JsonToken token, Class<?> type, String text) {
        return switch (token) {
            case VALUE_NUMBER_INT -> NumberKind.of(type) != NumberKind.NONE;
            case VALUE_NUMBER_FLOAT -> NumberKind.of(type).hasFraction();
            case VALUE_TRUE, VALUE_FALSE -> type == boolean.class || type == Boolean.class;
            case VALUE_STRING -> isText(type) || (NumberKind.of(type) == NumberKind.BINARY && isNoNumber(text));
            default -> false;
        };
    }

    private static boolean isText(Class<?> type) {
        return NumberKind.of(type) == NumberKind.NONE && type != boolean.class && type != Boolean.class;
    }

    /** Returns whether a text stands for a number that JSON does not have. */
    private static boolean isNoNumber(String text) {
        return text.equals("NaN") || text.equals("Infinity") || text.equals("-Infinity");
    }

    /** Returns a whole number as the smallest of int, long and BigInteger that holds it. */
    static Number smallest(String text) {
        BigInteger value = new BigInteger(text);
        if (value.bitLength() < Integer.SIZE) {
            return value.intValue();
        }
        return value.bitLength() < Long.SIZE ? (Number) value.longValue() : value;
    }

    /**
     * Writes a value.
     *
     * @throws RuntimeException if the value could not be read again
     */
    static void write(Single single, Object value, JsonGenerator generator) {
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            generator.writeNumber(((Number) value).intValue());
        } else if (value instanceof Long number) {
            generator.writeNumber(number);
        } else if (value instanceof Double number) {
            generator.writeNumber(number);
        } else if (value instanceof Float number) {
            generator.writeNumber(number);
        } else if (value instanceof Boolean flag) {
            generator.writeBoolean(flag);
        } else if (value instanceof Year year) {
            generator.writeNumber(year.getValue());
        } else {
            text(value, single.cell().print().apply(value), generator);
        }
    }

    private static void text(Object value, String text, JsonGenerator generator) {
        if (!(value instanceof BigInteger) && !(value instanceof BigDecimal)) {
            generator.writeString(text);
            return;
        }
        requireShort(text);
        if (value instanceof BigInteger whole) {
            generator.writeNumber(whole);
        } else {
            generator.writeNumber((BigDecimal) value);
        }
    }

    /**
     * Returns the text of a number.
     *
     * @throws IllegalArgumentException if the number would be too long to be read again
     */
    static String requireShort(String text) {
        if (text.length() > LONGEST_NUMBER) {
            throw new IllegalArgumentException("the number has more than " + LONGEST_NUMBER + " characters");
        }
        return text;
    }
}
