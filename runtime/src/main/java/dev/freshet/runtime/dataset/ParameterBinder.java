package dev.freshet.runtime.dataset;

import dev.freshet.config.ConfigException;
import dev.freshet.config.ConfigNode;
import dev.freshet.config.MappingNode;
import dev.freshet.config.NearestName;
import dev.freshet.config.ScalarNode;
import dev.freshet.config.ScalarNode.Kind;
import dev.freshet.config.SequenceNode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns values of a configuration into Java values: single values, lists, maps, optionals and records of them. */
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
            java.math.BigInteger.class);
    private static final Set<Class<?>> NUMBERS =
            Set.of(double.class, Double.class, float.class, Float.class, java.math.BigDecimal.class, Number.class);

    private ParameterBinder() {}

    /** @param path how messages name the value */
    static Object bind(ConfigNode node, Type type, String path) {
        Object value = value(node, type, path);
        if (value == null) {
            throw new ConfigException(node.position(), "the parameter \"" + path + "\" has no value");
        }
        return value;
    }

    private static @Nullable Object value(ConfigNode node, Type type, String path) {
        Class<?> raw = JavaTypes.raw(type);
        if (raw == Optional.class) {
            return Optional.ofNullable(value(node, argument(type, 0), path));
        }
        if (node instanceof ScalarNode scalar && scalar.kind() == Kind.NULL) {
            if (raw.isPrimitive()) {
                throw mismatch(node, type, path);
            }
            return null;
        }
        if (raw == Object.class || raw == Number.class) {
            return natural(node, type, path);
        }
        if (raw.isRecord()) {
            return record(node, raw, path);
        }
        if (raw == Map.class) {
            return map(node, type, path);
        }
        if (raw == List.class || raw == java.util.Collection.class || raw == Iterable.class) {
            return list(node, type, path);
        }
        return single(node, type, path);
    }

    private static Type argument(Type type, int index) {
        return type instanceof ParameterizedType parameterized
                ? parameterized.getActualTypeArguments()[index]
                : Object.class;
    }

    private static Object single(ConfigNode node, Type type, String path) {
        Cells.Cell cell = Cells.of(type)
                .orElseThrow(() -> new ConfigException(
                        node.position(), "a parameter cannot be a " + JavaTypes.show(type) + " (\"" + path + "\")"));
        if (!(node instanceof ScalarNode scalar) || !isOfKind(scalar, JavaTypes.raw(type))) {
            throw mismatch(node, type, path);
        }
        try {
            return cell.parse().apply(scalar.text());
        } catch (RuntimeException e) {
            throw mismatch(node, type, path);
        }
    }

    private static boolean isOfKind(ScalarNode scalar, Class<?> type) {
        if (WHOLE_NUMBERS.contains(type)) {
            return scalar.kind() == Kind.INTEGER;
        }
        if (NUMBERS.contains(type)) {
            return scalar.kind() == Kind.INTEGER || scalar.kind() == Kind.FLOAT;
        }
        return type != boolean.class && type != Boolean.class || scalar.kind() == Kind.BOOLEAN;
    }

    private static @Nullable Object natural(ConfigNode node, Type type, String path) {
        if (node instanceof MappingNode) {
            return map(node, type, path);
        }
        if (node instanceof SequenceNode) {
            return list(node, type, path);
        }
        ScalarNode scalar = (ScalarNode) node;
        return switch (scalar.kind()) {
            case INTEGER -> whole(scalar, path);
            case FLOAT -> single(node, Double.class, path);
            case BOOLEAN -> single(node, Boolean.class, path);
            default -> scalar.kind() == Kind.NULL ? null : scalar.text();
        };
    }

    private static Object whole(ScalarNode scalar, String path) {
        long value = (Long) single(scalar, Long.class, path);
        return value == (int) value ? (Object) (int) value : (Object) value;
    }

    private static Object list(ConfigNode node, Type type, String path) {
        if (!(node instanceof SequenceNode sequence)) {
            throw mismatch(node, type, path);
        }
        List<@Nullable Object> values = new ArrayList<>();
        for (ConfigNode item : sequence.items()) {
            values.add(value(item, argument(type, 0), path + "[" + values.size() + "]"));
        }
        return Collections.unmodifiableList(values);
    }

    private static Object map(ConfigNode node, Type type, String path) {
        if (!(node instanceof MappingNode mapping)) {
            throw mismatch(node, type, path);
        }
        Type valueType = type instanceof ParameterizedType ? argument(type, 1) : Object.class;
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        mapping.entries().forEach((key, entry) -> values.put(key, value(entry.value(), valueType, path + "." + key)));
        return Collections.unmodifiableMap(values);
    }

    private static Object record(ConfigNode node, Class<?> type, String path) {
        if (!(node instanceof MappingNode mapping)) {
            throw mismatch(node, type, path);
        }
        RecordShape shape = new RecordShape(type);
        List<String> names = shape.names();
        for (String key : mapping.keys()) {
            if (!names.contains(key)) {
                String hint = NearestName.of(key, names)
                        .map(near -> "did you mean \"" + near + "\"?")
                        .orElse("there are " + String.join(", ", names));
                throw new ConfigException(
                        mapping.keyPosition(key),
                        "\"" + key + "\" is not a component of the record " + JavaTypes.show(type) + "; " + hint);
            }
        }
        @Nullable Object[] values = new Object[names.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = component(mapping, shape, i, path);
        }
        try {
            return shape.create(values);
        } catch (InvocationTargetException e) {
            throw new ConfigException(
                    node.position(),
                    "the record " + JavaTypes.show(type) + " refuses \"" + path + "\": "
                            + e.getCause().getMessage());
        }
    }

    private static @Nullable Object component(MappingNode mapping, RecordShape shape, int index, String path) {
        String name = shape.names().get(index);
        Optional<ConfigNode> value = mapping.get(name);
        if (value.isPresent()) {
            return value(value.get(), shape.type(index), path + "." + name);
        }
        if (JavaTypes.raw(shape.type(index)) == Optional.class) {
            return Optional.empty();
        }
        throw new ConfigException(mapping.position(), "the parameter \"" + path + "." + name + "\" is missing");
    }

    private static ConfigException mismatch(ConfigNode node, Type type, String path) {
        String found = node instanceof ScalarNode scalar
                ? "\"" + scalar + "\""
                : node instanceof SequenceNode ? "a list" : "a group of values";
        String wanted = Cells.of(type)
                .map(Cells.Cell::description)
                .orElse(JavaTypes.raw(type).isRecord() ? "a group of values" : JavaTypes.show(type));
        return new ConfigException(
                node.position(), "the parameter \"" + path + "\" must be " + wanted + ", not " + found);
    }
}
