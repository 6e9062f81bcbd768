package dev.freshet.avro;

import dev.freshet.dataset.value.OptionalType;
import dev.freshet.dataset.value.RecordBinding;
import dev.freshet.dataset.value.TextValue;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The type of a component, as far as Avro files can hold it. */
sealed interface JavaType {
    /** A single value: a number, {@code boolean}, a text, bytes, a date or time. */
    record Single(Class<?> type, Optional<TextValue> text) implements JavaType {}

    /** An enum. */
    record Constant(Class<?> type) implements JavaType {}

    /** A list. */
    record Many(JavaType element) implements JavaType {}

    /** A map from text to values. */
    record ByText(JavaType value) implements JavaType {}

    /** An optional component. */
    record Maybe(OptionalType type, JavaType value) implements JavaType {}

    /**
     * A record. Its parts are added after its creation, because a record can contain itself.
     *
     * @param parts the components, in order
     */
    record Row(Type type, RecordBinding binding, List<JavaType> parts) implements JavaType {
        @Override
        public boolean equals(Object other) {
            return other instanceof Row row && row.type.equals(type);
        }

        @Override
        public int hashCode() {
            return type.hashCode();
        }

        @Override
        public String toString() {
            return binding.shown();
        }
    }

    /** The types that are not written as text. */
    Set<Class<?>> NATIVE = Set.of(
            int.class,
            Integer.class,
            long.class,
            Long.class,
            short.class,
            Short.class,
            byte.class,
            Byte.class,
            double.class,
            Double.class,
            float.class,
            Float.class,
            boolean.class,
            Boolean.class,
            byte[].class,
            BigDecimal.class,
            Instant.class,
            LocalDate.class,
            LocalDateTime.class);

    /**
     * Reads a record class.
     *
     * @param record the class, with its type arguments if it is generic
     * @throws IllegalArgumentException if an Avro file cannot hold a component; it names the first such component
     */
    static Row of(Type record) {
        return new Reader().row(record);
    }

    /** Follows the components of records. */
    final class Reader {
        /** A generic record can contain ever other records. */
        private static final int DEEPEST = 100;

        private final Map<Type, Row> rows = new HashMap<>();
        private final Deque<Type> open = new ArrayDeque<>();

        private Reader() {}

        private Row row(Type record) {
            Row known = rows.get(record);
            if (known != null) {
                return known;
            }
            if (open.size() == DEEPEST) {
                throw new IllegalArgumentException(
                        shown(open.getLast()) + " contains ever other records, which an avro dataset cannot hold");
            }
            open.push(record);
            RecordBinding binding = RecordBinding.of(record);
            Row row = new Row(record, binding, new ArrayList<>());
            rows.put(record, row);
            for (int i = 0; i < binding.names().size(); i++) {
                int component = i;
                row.parts().add(part(binding.type(i)).orElseThrow(() -> unknown(binding, component)));
            }
            open.pop();
            return row;
        }

        private static IllegalArgumentException unknown(RecordBinding binding, int component) {
            return new IllegalArgumentException(
                    "component \"" + binding.names().get(component) + "\" of " + binding.shown() + " is "
                            + shown(binding.type(component)) + ", which an avro dataset cannot hold");
        }

        private static String shown(Type type) {
            return type.getTypeName()
                    .replaceAll("\\b(?:[\\p{Ll}_]\\w*\\.)+(?=\\p{Lu})", "")
                    .replace('$', '.');
        }

        private Optional<JavaType> part(Type type) {
            Optional<OptionalType> optional = OptionalType.of(type);
            if (optional.isPresent()) {
                return part(optional.get().value())
                        .filter(value -> !(value instanceof Maybe))
                        .map(value -> new Maybe(optional.get(), value));
            }
            if (type instanceof ParameterizedType generic) {
                return generic(generic);
            }
            if (!(type instanceof Class<?> plain)) {
                return Optional.empty();
            }
            if (plain.isRecord()) {
                return Optional.of(row(plain));
            }
            if (plain.isEnum()) {
                return Optional.of(new Constant(plain));
            }
            Optional<TextValue> text = TextValue.of(plain);
            return NATIVE.contains(plain) || text.isPresent() ? Optional.of(new Single(plain, text)) : Optional.empty();
        }

        private Optional<JavaType> generic(ParameterizedType type) {
            Type[] of = type.getActualTypeArguments();
            if (type.getRawType() instanceof Class<?> plain && plain.isRecord()) {
                return Optional.of(row(type));
            }
            if (type.getRawType() == List.class) {
                return part(of[0])
                        .filter(element -> !(element instanceof Maybe))
                        .map(Many::new);
            }
            return type.getRawType() == Map.class && of[0] == String.class
                    ? part(of[1]).filter(value -> !(value instanceof Maybe)).map(ByText::new)
                    : Optional.empty();
        }
    }
}
