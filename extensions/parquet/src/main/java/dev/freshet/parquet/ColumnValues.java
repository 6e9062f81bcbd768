package dev.freshet.parquet;

import dev.freshet.dataset.MalformedContent;
import dev.freshet.dataset.value.ExactNumbers;
import dev.freshet.dataset.value.TextValue;
import dev.freshet.parquet.Meaning.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.CharsetDecoder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/** Converts the values of columns to values of components. */
final class ColumnValues {
    private static final Set<Class<?>> REAL = Set.of(Double.class, Float.class);
    private static final Set<Class<?>> NUMBERS = Set.of(
            Integer.class,
            Long.class,
            Short.class,
            Byte.class,
            Double.class,
            Float.class,
            BigDecimal.class,
            BigInteger.class);

    private ColumnValues() {}

    /**
     * Returns the conversion for a column. It throws an {@link IllegalArgumentException} for a value that the component
     * cannot hold.
     *
     * @throws MalformedContent if the column holds something else than the component
     */
    static Function<Object, Object> of(JavaType.Single type, PrimitiveType column, String path) {
        Meaning meaning = Meaning.of(column);
        Function<Object, Object> conversion =
                conversion(type, meaning.kind()).orElseThrow(() -> wrong(type, column, path));
        return value -> conversion.apply(meaning.read().apply(value));
    }

    static MalformedContent wrong(JavaType type, Type column, String path) {
        return new MalformedContent(
                "", "column \"" + path + "\" is " + shown(column) + " in the file, but must be " + wanted(type));
    }

    /** Returns the type of a column for messages. */
    static String shown(Type column) {
        String logical = column.getLogicalTypeAnnotation() == null
                ? ""
                : column.getLogicalTypeAnnotation().toString();
        if (!column.isPrimitive()) {
            return logical.isEmpty() ? "a group" : "a group (" + logical + ")";
        }
        String physical = column.asPrimitiveType().getPrimitiveTypeName().name();
        return (column.isRepetition(Type.Repetition.REPEATED) ? "repeated " : "")
                + (logical.isEmpty() ? physical : physical + " (" + logical + ")");
    }

    /** Returns a type in words. */
    static String wanted(JavaType type) {
        if (type instanceof JavaType.Single single) {
            return ExactNumbers.words(single.type())
                    .orElseGet(() -> single.text().map(TextValue::description).orElse("bytes"));
        }
        if (type instanceof JavaType.Maybe maybe) {
            return wanted(maybe.value());
        }
        return type instanceof JavaType.Many ? "a list" : type instanceof JavaType.Keyed ? "a map" : "a record";
    }

    private static Optional<Function<Object, Object>> conversion(JavaType.Single type, Kind kind) {
        Class<?> wanted = ExactNumbers.boxed(type.type());
        return switch (kind) {
            case WHOLE, DECIMAL -> when(NUMBERS.contains(wanted), value -> ExactNumbers.exact((Number) value, wanted));
            case REAL -> when(REAL.contains(wanted), value -> ExactNumbers.real((Number) value, wanted));
            case FLAG -> when(wanted == Boolean.class, value -> value);
            case TEXT, BYTES -> wanted == byte[].class ? bytes(true) : text(type, wanted);
            case ONLY_BYTES -> bytes(wanted == byte[].class);
            case DATE -> when(wanted == LocalDate.class, value -> value);
            case DATE_TIME -> when(wanted == LocalDateTime.class, value -> value);
            case MOMENT -> moment(wanted);
            case INT96 ->
                wanted == LocalDateTime.class
                        ? Optional.of(value -> LocalDateTime.ofInstant((Instant) value, ZoneOffset.UTC))
                        : moment(wanted);
            case TIME -> when(wanted == LocalTime.class, value -> value);
            case ID -> when(wanted == UUID.class, value -> value);
            case NOTHING ->
                Optional.of(value -> {
                    throw new IllegalArgumentException("a column without type has a value");
                });
        };
    }

    private static Optional<Function<Object, Object>> when(boolean fits, Function<Object, Object> conversion) {
        return fits ? Optional.of(conversion) : Optional.empty();
    }

    private static Optional<Function<Object, Object>> bytes(boolean fits) {
        return when(fits, value -> ((Binary) value).getBytes());
    }

    private static Optional<Function<Object, Object>> moment(Class<?> wanted) {
        return wanted == OffsetDateTime.class
                ? Optional.of(value -> ((Instant) value).atOffset(ZoneOffset.UTC))
                : when(wanted == Instant.class, value -> value);
    }

    /** Numbers with a column type of their own are not read from text. */
    private static Optional<Function<Object, Object>> text(JavaType.Single type, Class<?> wanted) {
        boolean isNumber = wanted == Boolean.class || (NUMBERS.contains(wanted) && wanted != BigInteger.class);
        CharsetDecoder utf8 = Meaning.utf8();
        return type.text()
                .filter(any -> !isNumber)
                .map(text -> wanted == String.class
                        ? value -> Meaning.text(utf8, (Binary) value)
                        : value -> text.parse(Meaning.text(utf8, (Binary) value)));
    }
}
