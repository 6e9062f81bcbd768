package dev.freshet.runtime.dataset;

import dev.freshet.config.ConfigException;
import dev.freshet.config.ConfigNode;
import dev.freshet.config.ConfigProblem;
import dev.freshet.config.MappingNode;
import dev.freshet.config.Position;
import dev.freshet.config.ScalarNode;
import dev.freshet.config.ScalarNode.Kind;
import dev.freshet.config.SequenceNode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns values of a configuration into Java values: single values, lists, maps, optionals and records of them. Mistakes
 * are collected; null stands in for what could not be read.
 */
final class ParameterBinder {
    private static final Set<Class<?>> WHOLE_NUMBERS = Set.of(
            int.class,
            Integer.class,
            long.class,
            Long.class,
            short.class,
            Short.class,
            byte.class,
            Byte.class,
            BigInteger.class);
    private static final Set<Class<?>> NUMBERS =
            Set.of(double.class, Double.class, float.class, Float.class, BigDecimal.class);
    private static final Set<Class<?>> MANY = Set.of(List.class, Collection.class, Iterable.class);

    private final List<ConfigProblem> problems = new ArrayList<>();

    private ParameterBinder() {}

    /**
     * A value of a Java type.
     *
     * @param path how messages name the value
     * @throws ConfigException naming every mistake in it
     */
    static Object bind(ConfigNode node, Type type, String path) {
        ParameterBinder binder = new ParameterBinder();
        Object value = binder.value(node, type, path);
        if (binder.problems.isEmpty() && value == null) {
            binder.noValue(node, path);
        }
        if (value == null || !binder.problems.isEmpty()) {
            throw new ConfigException(binder.problems);
        }
        List<ConfigProblem> broken = ParameterRules.problems(node, value, path);
        if (!broken.isEmpty()) {
            throw new ConfigException(broken);
        }
        return value;
    }

    private void problem(Position position, String message) {
        problems.add(new ConfigProblem(position, message));
    }

    private void noValue(ConfigNode node, String path) {
        problem(node.position(), "the parameter \"" + path + "\" has no value");
    }

    private @Nullable Object value(ConfigNode node, Type type, String path) {
        Class<?> raw = JavaTypes.raw(type);
        if (raw == Optional.class) {
            return isNull(node) ? Optional.empty() : Optional.ofNullable(value(node, argument(type, 0), path));
        }
        if (raw == Object.class || (raw == Number.class && node instanceof ScalarNode)) {
            return natural(node, raw, path);
        }
        if (isNull(node)) {
            noValue(node, path);
            return null;
        }
        if (raw.isRecord()) {
            return node instanceof MappingNode mapping ? record(mapping, raw, path) : mismatch(node, type, path);
        }
        if (raw == Map.class) {
            return node instanceof MappingNode mapping ? map(mapping, type, path) : mismatch(node, type, path);
        }
        if (MANY.contains(raw)) {
            return node instanceof SequenceNode sequence
                    ? list(sequence, argument(type, 0), path)
                    : mismatch(node, type, path);
        }
        return single(node, type, path);
    }

    private static boolean isNull(ConfigNode node) {
        return node instanceof ScalarNode scalar && scalar.kind() == Kind.NULL;
    }

    private static Type argument(Type type, int index) {
        return type instanceof ParameterizedType parameterized
                ? JavaTypes.bound(parameterized.getActualTypeArguments()[index])
                : Object.class;
    }

    private @Nullable Object single(ConfigNode node, Type type, String path) {
        Optional<Cells.Cell> cell = Cells.of(type);
        if (cell.isEmpty()) {
            problem(node.position(), "the parameter \"" + path + "\" cannot be a " + JavaTypes.show(type));
            return null;
        }
        if (!(node instanceof ScalarNode scalar) || !isOfKind(scalar, JavaTypes.raw(type))) {
            return mismatch(node, type, path);
        }
        try {
            return cell.get().parse().apply(decimal(scalar));
        } catch (RuntimeException e) {
            return mismatch(node, type, path);
        }
    }

    /** The text, with whole numbers of base 8 and 16 in base 10 and YAML's odd numbers as Java has them. */
    private static String decimal(ScalarNode scalar) {
        String text = scalar.text();
        if (scalar.kind() == Kind.INTEGER && text.startsWith("0x")) {
            return new BigInteger(text.substring(2), 16).toString();
        }
        if (scalar.kind() == Kind.INTEGER && text.startsWith("0o")) {
            return new BigInteger(text.substring(2), 8).toString();
        }
        if (scalar.kind() == Kind.FLOAT && text.toLowerCase(Locale.ROOT).endsWith(".nan")) {
            return "NaN";
        }
        if (scalar.kind() == Kind.FLOAT && text.toLowerCase(Locale.ROOT).endsWith(".inf")) {
            return text.startsWith("-") ? "-Infinity" : "Infinity";
        }
        return text;
    }

    private static boolean isOfKind(ScalarNode scalar, Class<?> type) {
        if (WHOLE_NUMBERS.contains(type)) {
            return scalar.kind() == Kind.INTEGER;
        }
        if (NUMBERS.contains(type)) {
            return scalar.kind() == Kind.INTEGER || scalar.kind() == Kind.FLOAT;
        }
        return (type != boolean.class && type != Boolean.class) || scalar.kind() == Kind.BOOLEAN;
    }

    /** A value as Java has it when no type is asked for: numbers, texts, lists and maps. */
    private @Nullable Object natural(ConfigNode node, Class<?> type, String path) {
        if (node instanceof MappingNode mapping) {
            return map(mapping, Object.class, path);
        }
        if (node instanceof SequenceNode sequence) {
            return list(sequence, Object.class, path);
        }
        ScalarNode scalar = (ScalarNode) node;
        boolean isNumber = scalar.kind() == Kind.INTEGER || scalar.kind() == Kind.FLOAT;
        if (type == Number.class && !isNumber) {
            return mismatch(node, Double.class, path);
        }
        return switch (scalar.kind()) {
            case INTEGER -> whole(scalar);
            case FLOAT -> single(node, Double.class, path);
            case BOOLEAN -> single(node, Boolean.class, path);
            case STRING -> scalar.text();
            case NULL -> null;
        };
    }

    private static Number whole(ScalarNode scalar) {
        BigInteger value = new BigInteger(decimal(scalar));
        if (value.bitLength() < Integer.SIZE) {
            return value.intValue();
        }
        return value.bitLength() < Long.SIZE ? (Number) value.longValue() : value;
    }

    private Object list(SequenceNode sequence, Type element, String path) {
        List<@Nullable Object> values = new ArrayList<>();
        for (ConfigNode item : sequence.items()) {
            values.add(value(item, element, path + "[" + values.size() + "]"));
        }
        return Collections.unmodifiableList(values);
    }

    private Object map(MappingNode mapping, Type type, String path) {
        Type keyType = type instanceof ParameterizedType ? argument(type, 0) : String.class;
        Type valueType = type instanceof ParameterizedType ? argument(type, 1) : Object.class;
        Map<Object, @Nullable Object> values = new LinkedHashMap<>();
        mapping.entries().forEach((text, entry) -> {
            Object key = key(text, keyType, entry.key(), path);
            Object value = value(entry.value(), valueType, path + "." + text);
            if (key != null) {
                values.put(key, value);
            }
        });
        return Collections.unmodifiableMap(values);
    }

    private @Nullable Object key(String text, Type type, Position position, String path) {
        if (JavaTypes.raw(type) == Object.class) {
            return text;
        }
        Optional<Cells.Cell> cell = Cells.of(JavaTypes.raw(type));
        if (cell.isEmpty()) {
            problem(position, "the keys of the parameter \"" + path + "\" cannot be " + JavaTypes.show(type));
            return null;
        }
        try {
            return cell.get().parse().apply(text);
        } catch (RuntimeException e) {
            problem(
                    position,
                    "the key \"" + text + "\" of the parameter \"" + path + "\" must be "
                            + cell.get().description());
            return null;
        }
    }

    private @Nullable Object record(MappingNode mapping, Class<?> type, String path) {
        RecordShape shape;
        try {
            shape = new RecordShape(type);
        } catch (MalformedContent e) {
            problem(mapping.position(), e.problem());
            return null;
        }
        int before = problems.size();
        for (String key : mapping.keys()) {
            if (!shape.names().contains(key)) {
                problem(
                        mapping.keyPosition(key),
                        "\"" + key + "\" is not a component of " + shape.shown() + "; "
                                + EntryOptions.hint(key, shape.names()));
            }
        }
        @Nullable Object[] values = new Object[shape.names().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = component(mapping, shape, i, path);
        }
        return problems.size() > before ? null : create(shape, values, mapping, path);
    }

    private @Nullable Object create(RecordShape shape, @Nullable Object[] values, MappingNode mapping, String path) {
        try {
            return shape.create(values);
        } catch (InvocationTargetException e) {
            problem(mapping.position(), shape.shown() + " refuses \"" + path + "\": " + RecordShape.reason(e));
            return null;
        }
    }

    private @Nullable Object component(MappingNode mapping, RecordShape shape, int index, String path) {
        String name = shape.names().get(index);
        Optional<ConfigNode> value = mapping.get(name);
        if (value.isPresent()) {
            return value(value.get(), shape.type(index), path + "." + name);
        }
        if (JavaTypes.raw(shape.type(index)) == Optional.class) {
            return Optional.empty();
        }
        problem(mapping.position(), "the parameter \"" + path + "." + name + "\" is missing");
        return null;
    }

    private @Nullable Object mismatch(ConfigNode node, Type type, String path) {
        String found = node instanceof ScalarNode scalar
                ? Cells.shown(scalar.toString())
                : node instanceof SequenceNode ? "a list" : "a group of values";
        problem(node.position(), "the parameter \"" + path + "\" must be " + wanted(type) + ", not " + found);
        return null;
    }

    private static String wanted(Type type) {
        Class<?> raw = JavaTypes.raw(type);
        if (raw.isRecord()) {
            return "a group with the values of " + JavaTypes.show(raw);
        }
        if (raw == Map.class) {
            return "a group of values";
        }
        if (MANY.contains(raw)) {
            return "a list";
        }
        return Cells.of(type).map(Cells.Cell::description).orElseGet(() -> JavaTypes.show(type));
    }
}
