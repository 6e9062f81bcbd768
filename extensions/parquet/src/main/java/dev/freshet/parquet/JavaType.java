package dev.freshet.parquet;

import dev.freshet.dataset.value.OptionalType;
import dev.freshet.dataset.value.RecordBinding;
import dev.freshet.dataset.value.TextValue;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The type of a component, as far as Parquet files can hold it. */
sealed interface JavaType {
    /**
     * Every value equals its copy that was saved and loaded. Values of other types are refused beyond a limit, come
     * back with other digits or in another order, or equal only themselves.
     */
    boolean isExact();

    /** A single value. Types without a column type of their own are texts. */
    record Single(Class<?> type, Optional<TextValue> text) implements JavaType {
        @Override
        public boolean isExact() {
            return !INEXACT.contains(type);
        }
    }

    /** An optional component. */
    record Maybe(OptionalType type, JavaType value) implements JavaType {
        @Override
        public boolean isExact() {
            return value.isExact();
        }
    }

    /**
     * A list or set.
     *
     * @param isSet whether no two elements are equal
     */
    record Many(JavaType element, boolean isSet) implements JavaType {
        @Override
        public boolean isExact() {
            return !isSet && element.isExact();
        }
    }

    /** A map. */
    record Keyed(JavaType key, JavaType value) implements JavaType {
        @Override
        public boolean isExact() {
            return false;
        }
    }

    /**
     * A record.
     *
     * @param parts the components, in order
     */
    record Row(RecordBinding binding, List<JavaType> parts) implements JavaType {
        @Override
        public boolean isExact() {
            return parts.stream().allMatch(JavaType::isExact);
        }
    }

    /** The types with a column type of their own. */
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
            String.class,
            byte[].class,
            BigDecimal.class,
            UUID.class,
            Instant.class,
            LocalDate.class,
            LocalDateTime.class,
            LocalTime.class);

    Set<Class<?>> INEXACT = Set.of(byte[].class, BigDecimal.class, Instant.class, LocalDate.class, LocalDateTime.class);

    /**
     * Reads a record class.
     *
     * @param record the class, with its type arguments if it is generic
     * @throws IllegalArgumentException if a column cannot hold a component; it names the first such component
     */
    static Row of(Type record) {
        return new Reader().row(record);
    }

    /** Returns a type for messages, without packages. */
    static String shown(Type type) {
        return type.getTypeName()
                .replaceAll("\\b(?:[\\p{Ll}_]\\w*\\.)+(?=\\p{Lu})", "")
                .replace('$', '.');
    }

    /** Follows the components of records. */
    final class Reader {
        /** A generic record can contain ever other records. */
        private static final int DEEPEST = 100;

        private final Deque<Type> open = new ArrayDeque<>();

        private Reader() {}

        private Row row(Type record) {
            if (open.contains(record) || open.size() == DEEPEST) {
                throw new IllegalArgumentException(
                        "the record " + shown(open.contains(record) ? record : open.getLast())
                                + " contains itself, which a parquet dataset cannot hold: it would have infinitely many columns");
            }
            RecordBinding binding = RecordBinding.of(record);
            if (binding.names().isEmpty()) {
                throw new IllegalArgumentException(
                        "the record " + shown(record) + " has no components, and so would have no column");
            }
            open.push(record);
            List<JavaType> parts = new ArrayList<>();
            for (int i = 0; i < binding.names().size(); i++) {
                int component = i;
                parts.add(part(binding.type(i)).orElseThrow(() -> unknown(binding, component)));
            }
            open.pop();
            return new Row(binding, List.copyOf(parts));
        }

        private static IllegalArgumentException unknown(RecordBinding binding, int component) {
            return new IllegalArgumentException(
                    "component \"" + binding.names().get(component) + "\" of " + binding.shown() + " is "
                            + shown(binding.type(component)) + ", which a parquet dataset cannot hold");
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
            Optional<TextValue> text = TextValue.of(plain);
            return NATIVE.contains(plain) || text.isPresent() ? Optional.of(new Single(plain, text)) : Optional.empty();
        }

        private Optional<JavaType> generic(ParameterizedType type) {
            Type[] of = type.getActualTypeArguments();
            Type raw = type.getRawType();
            if (raw instanceof Class<?> plain && plain.isRecord()) {
                return Optional.of(row(type));
            }
            if (raw == List.class || raw == Collection.class || raw == Iterable.class || raw == Set.class) {
                return part(of[0])
                        .filter(element -> !(element instanceof Maybe))
                        .map(element -> new Many(element, raw == Set.class));
            }
            if (raw != Map.class) {
                return Optional.empty();
            }
            return part(of[0])
                    .filter(key -> key instanceof Single single && single.type() != byte[].class)
                    .flatMap(key -> part(of[1])
                            .filter(value -> !(value instanceof Maybe))
                            .map(value -> new Keyed(key, value)));
        }
    }
}
