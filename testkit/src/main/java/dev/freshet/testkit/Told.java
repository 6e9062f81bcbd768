package dev.freshet.testkit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Compares values with the values that another tool has written as JSON. */
final class Told {
    private static final Pattern ESCAPE = Pattern.compile("\\\\x([0-9A-Fa-f]{2})");

    private Told() {}

    /** @throws AssertionError if a value differs */
    static void requireSame(@Nullable JsonNode told, @Nullable Object value, String place) {
        Object given = value instanceof Optional<?> optional ? optional.orElse(null) : value;
        if (given == null || told == null || told.isNull() || told.isMissingNode()) {
            boolean isNothing = told == null || told.isNull() || told.isMissingNode();
            require((given == null) == isNothing, told, given, place);
        } else if (given instanceof Record row) {
            components(told, row, place);
        } else if (given instanceof Map<?, ?> map) {
            require(map.size() == told.size(), told, given, place);
            map.forEach((key, part) -> requireSame(told.get(String.valueOf(key)), part, place + " key " + key));
        } else if (given instanceof Iterable<?> many) {
            elements(told, many, place);
        } else {
            require(isSame(told, given), told, given, place);
        }
    }

    private static void components(JsonNode told, Record row, String place) {
        for (RecordComponent component : row.getClass().getRecordComponents()) {
            try {
                component.getAccessor().setAccessible(true);
                requireSame(
                        told.get(component.getName()),
                        component.getAccessor().invoke(row),
                        place + " " + component.getName());
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static void elements(JsonNode told, Iterable<?> many, String place) {
        int index = 0;
        for (Iterator<?> all = many.iterator(); all.hasNext(); index++) {
            requireSame(told.get(index), all.next(), place + " element " + index);
        }
        require(index == told.size(), told, many, place);
    }

    private static void require(boolean holds, @Nullable JsonNode told, @Nullable Object value, String place) {
        if (!holds) {
            throw new AssertionError(place + ": the tool says " + told + ", but read was " + value);
        }
    }

    private static boolean isSame(JsonNode told, Object value) {
        String text = told.asString();
        if (value instanceof Double real) {
            return real.equals(Double.valueOf(text));
        }
        if (value instanceof Float real) {
            return real.equals(Float.valueOf(text));
        }
        if (value instanceof Number number) {
            return new BigDecimal(number.toString()).compareTo(new BigDecimal(text)) == 0;
        }
        if (value instanceof byte[] bytes) {
            return Arrays.equals(bytes, bytes(text));
        }
        if (value instanceof Instant moment) {
            return moment.equals(Instant.parse(text.replace(' ', 'T').replaceAll("\\+00(:?00)?$", "Z")));
        }
        if (value instanceof LocalDateTime at) {
            return at.equals(LocalDateTime.parse(text.replace(' ', 'T')));
        }
        if (value instanceof OffsetDateTime at) {
            return at.equals(OffsetDateTime.parse(text.replace(' ', 'T').replaceAll("([-+]\\d\\d)$", "$1:00")));
        }
        if (value instanceof LocalDate date) {
            return date.equals(LocalDate.parse(text));
        }
        return value instanceof LocalTime time
                ? time.equals(LocalTime.parse(text))
                : value.toString().equals(text);
    }

    /** Reads bytes, which tools write as {@code 0x} and hexadecimal digits, with {@code \x00} escapes, or in Base64. */
    private static byte[] bytes(String text) {
        if (text.startsWith("0x")) {
            return HexFormat.of().parseHex(text.substring(2));
        }
        Matcher escapes = ESCAPE.matcher(text);
        if (!escapes.find()) {
            return Base64.getDecoder().decode(text);
        }
        String plain = escapes.replaceAll(
                found -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(found.group(1), 16))));
        return plain.getBytes(StandardCharsets.ISO_8859_1);
    }
}
