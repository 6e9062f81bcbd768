package dev.freshet.dataset.parameter;

import dev.freshet.fingerprint.Digest;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.Duration;
import java.time.MonthDay;
import java.time.Period;
import java.time.ZoneId;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.JsonStringEncoder;

/**
 * Writes Java values as text. Two values have the same text only if no node can tell them apart: the text contains the
 * class, the content and the order of iteration. Values that JSON has are written as in JSON; other values begin with
 * their class. Maps and sets without an order of their own are sorted. Some values have no text, because an object can
 * hold anything.
 */
public final class ValueText {
    private static final int DOUBLE_DIGITS = 17;
    private static final int MOST_ZEROS = 7;
    /** Their iteration order differs from process to process. */
    private static final Set<Class<?>> UNORDERED = Set.of(
            HashMap.class,
            HashSet.class,
            Map.of().getClass(),
            Map.of(1, 1).getClass(),
            Set.of().getClass(),
            Set.of(1).getClass());

    private ValueText() {}

    /** Returns the text of a value; empty if the value cannot be compared by its content. */
    public static Optional<String> of(@Nullable Object value) {
        StringBuilder text = new StringBuilder();
        return append(value, text) ? Optional.of(text.toString()) : Optional.empty();
    }

    /**
     * Returns the text of a single value without its class, for places where the class is known.
     *
     * @param printed the value as written in the configuration
     */
    static String single(Object value, String printed) {
        if (value instanceof Double || value instanceof Float) {
            return decimal((Number) value);
        }
        return value instanceof Number || value instanceof Boolean ? value.toString() : quote(printed);
    }

    /** Returns a digest that stands for a secret text. */
    public static String hidden(String text) {
        return quote("secret " + Digest.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    public static String quote(String text) {
        return "\"" + new String(JsonStringEncoder.getInstance().quoteAsCharArray(text)) + "\"";
    }

    /** Returns the shortest decimal number that is nearest to a value. The JDK's own result depends on its version. */
    static String decimal(Number value) {
        double exact = value.doubleValue();
        if (exact == 0 || Double.isNaN(exact) || Double.isInfinite(exact)) {
            return value.toString();
        }
        BigDecimal all = new BigDecimal(exact);
        BigDecimal shortest = all;
        for (int digits = 1; digits <= DOUBLE_DIGITS; digits++) {
            shortest = all.round(new MathContext(digits)).stripTrailingZeros();
            if (value instanceof Float ? shortest.floatValue() == (float) exact : shortest.doubleValue() == exact) {
                break;
            }
        }
        int exponent = shortest.precision() - shortest.scale() - 1;
        if (exponent < -MOST_ZEROS || exponent > 2 * MOST_ZEROS) {
            return shortest.unscaledValue() + "E" + -shortest.scale();
        }
        return shortest.scale() > 0
                ? shortest.toPlainString()
                : shortest.setScale(1).toPlainString();
    }

    private static boolean append(@Nullable Object value, StringBuilder text) {
        if (value == null || value instanceof Boolean || value instanceof Integer) {
            text.append(value);
            return true;
        }
        if (value instanceof Double number) {
            text.append(decimal(number));
            return true;
        }
        if (value instanceof String string) {
            text.append(quote(string));
            return true;
        }
        if (isScalar(value)) {
            text.append(value.getClass().getName())
                    .append('(')
                    .append(quote(shown(value)))
                    .append(')');
            return true;
        }
        if (value instanceof Enum<?> constant) {
            text.append(constant.getDeclaringClass().getName()).append('.').append(constant.name());
            return true;
        }
        return value instanceof Optional<?> optional
                ? all("optional(", optional.stream().toList(), ")", text)
                : compound(value, text);
    }

    private static String shown(Object value) {
        if (value instanceof Float number) {
            return decimal(number);
        }
        // The text of a locale without language and country is empty, whatever else it has.
        return value instanceof Locale locale ? locale.toLanguageTag() + " " + locale : value.toString();
    }

    private static boolean compound(Object value, StringBuilder text) {
        if (value instanceof List<?> list) {
            return all("[", list, "]", text);
        }
        if (value instanceof Set<?> set) {
            return set(set, text);
        }
        if (value instanceof Map<?, ?> map) {
            return map(map, text);
        }
        if (value.getClass().isArray()) {
            return array(value, text);
        }
        return value.getClass().isRecord() && record(value, text);
    }

    private static boolean isScalar(Object value) {
        return value instanceof Character || isNumber(value) || value instanceof UUID || isTime(value) || isName(value);
    }

    private static boolean isNumber(Object value) {
        return value instanceof Long
                || value instanceof Short
                || value instanceof Byte
                || value instanceof Float
                || value.getClass() == BigInteger.class
                || value.getClass() == BigDecimal.class;
    }

    private static boolean isName(Object value) {
        return value instanceof URI
                || value instanceof Currency
                || value instanceof Locale
                // Files of two archives can have the same path.
                || (value instanceof Path path && path.getFileSystem().equals(FileSystems.getDefault()));
    }

    private static boolean isTime(Object value) {
        return value.getClass().getName().startsWith("java.time.")
                && (value instanceof Temporal
                        || value instanceof Duration
                        || value instanceof Period
                        || value instanceof MonthDay
                        || value instanceof ZoneId);
    }

    private static boolean all(String open, Collection<?> values, String close, StringBuilder text) {
        String separator = open;
        for (Object value : values) {
            if (!append(value, text.append(separator))) {
                return false;
            }
            separator = ",";
        }
        text.append(values.isEmpty() ? open : "").append(close);
        return true;
    }

    private static boolean set(Set<?> set, StringBuilder text) {
        if (!UNORDERED.contains(set.getClass())) {
            return all("set(", set, ")", text);
        }
        Optional<List<String>> texts = texts(set);
        texts.ifPresent(all -> text.append("set(")
                .append(String.join(",", all.stream().sorted().toList()))
                .append(')'));
        return texts.isPresent();
    }

    private static boolean map(Map<?, ?> map, StringBuilder text) {
        Optional<List<String>> keys = texts(map.keySet());
        Optional<List<String>> values = texts(map.values());
        if (keys.isEmpty()
                || values.isEmpty()
                || keys.get().size() != values.get().size()) {
            return false;
        }
        List<String> entries = new ArrayList<>();
        for (int i = 0; i < keys.get().size(); i++) {
            entries.add(keys.get().get(i) + ":" + values.get().get(i));
        }
        if (UNORDERED.contains(map.getClass())) {
            entries.sort(null);
        }
        text.append('{').append(String.join(",", entries)).append('}');
        return true;
    }

    private static Optional<List<String>> texts(Collection<?> values) {
        List<String> texts = new ArrayList<>();
        for (Object value : values) {
            Optional<String> text = of(value);
            if (text.isEmpty()) {
                return Optional.empty();
            }
            texts.add(text.get());
        }
        return Optional.of(texts);
    }

    private static boolean array(Object array, StringBuilder text) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < Array.getLength(array); i++) {
            values.add(Array.get(array, i));
        }
        return all(array.getClass().getName() + "(", values, ")", text);
    }

    private static boolean record(Object value, StringBuilder text) {
        Optional<Map<String, @Nullable Object>> fields = fields(value);
        text.append(value.getClass().getName());
        return fields.isPresent() && all("(", fields.get().values(), ")", text);
    }

    /**
     * Returns a record's components by name, read from its fields, because an accessor can return something else. Empty
     * if the record's module does not open its package.
     */
    static Optional<Map<String, @Nullable Object>> fields(Object record) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            try {
                Field field = record.getClass().getDeclaredField(component.getName());
                if (!field.trySetAccessible()) {
                    return Optional.empty();
                }
                fields.put(component.getName(), field.get(record));
            } catch (ReflectiveOperationException e) {
                return Optional.empty();
            }
        }
        return Optional.of(fields);
    }
}
