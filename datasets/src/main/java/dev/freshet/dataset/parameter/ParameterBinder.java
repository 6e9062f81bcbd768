package dev.freshet.dataset.parameter;

import dev.freshet.config.ConfigException;
import dev.freshet.config.ConfigNode;
import dev.freshet.config.ConfigProblem;
import dev.freshet.config.Excerpt;
import dev.freshet.config.MappingNode;
import dev.freshet.config.NearestName;
import dev.freshet.config.Position;
import dev.freshet.config.ScalarNode;
import dev.freshet.config.ScalarNode.Kind;
import dev.freshet.config.SequenceNode;
import dev.freshet.dataset.MalformedContent;
import dev.freshet.dataset.cell.Cells;
import dev.freshet.dataset.cell.RecordShape;
import dev.freshet.wiring.JavaTypes;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Converts configuration values to the Java values that nodes receive, and to the texts by which runs compare them. It
 * supports single values, lists, sets, maps, optionals, and records of these. Because both results come from here, two
 * texts are equal exactly if the values are. The binder collects mistakes; null stands for a value that could not be
 * read.
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
    private static final Set<Class<?>> MANY = Set.of(List.class, Collection.class, Iterable.class, Set.class);

    private final List<ConfigProblem> problems = new ArrayList<>();

    private ParameterBinder() {}

    /**
     * A value of a Java type, and the text by which runs compare it.
     *
     * @param value the value; null if it could not be read
     * @param text JSON; a digest in place of each secret
     */
    record Bound(@Nullable Object value, String text) {
        static final Bound NONE = new Bound(null, "null");
    }

    /**
     * Returns the value that a node receives.
     *
     * @param path the path of the value, for messages
     * @throws ConfigException if the value has mistakes; it lists all of them
     */
    static Object value(ConfigNode node, Type type, String path) {
        Object value = bind(node, type, path).value();
        List<ConfigProblem> broken = ParameterRules.problems(node, Objects.requireNonNull(value, "bound"), path);
        if (!broken.isEmpty()) {
            throw new ConfigException(broken);
        }
        return value;
    }

    /**
     * Returns the text by which runs compare that value, whether or not the value follows the rules of its type.
     *
     * @param path the path of the value, for messages
     * @throws ConfigException if the value has mistakes; it lists all of them
     */
    static String text(ConfigNode node, Type type, String path) {
        return bind(node, type, path).text();
    }

    private static Bound bind(ConfigNode node, Type type, String path) {
        ParameterBinder binder = new ParameterBinder();
        Bound bound = binder.bound(node, type, path);
        if (binder.problems.isEmpty() && bound.value() == null) {
            binder.noValue(node, path);
        }
        if (!binder.problems.isEmpty()) {
            throw new ConfigException(binder.problems);
        }
        return bound;
    }

    private void problem(Position position, String message) {
        problems.add(new ConfigProblem(position, message));
    }

    private void noValue(ConfigNode node, String path) {
        problem(node.position(), "the parameter \"" + path + "\" has no value");
    }

    private Bound bound(ConfigNode node, Type type, String path) {
        Class<?> raw = JavaTypes.raw(type);
        if (raw == Optional.class) {
            return isNull(node) ? new Bound(Optional.empty(), "null") : optional(node, argument(type, 0), path);
        }
        if (raw == Object.class || (raw == Number.class && node instanceof ScalarNode)) {
            return natural(node, raw, path);
        }
        if (isNull(node)) {
            noValue(node, path);
            return Bound.NONE;
        }
        if (raw.isRecord()) {
            return node instanceof MappingNode mapping ? record(mapping, raw, path) : mismatch(node, type, path);
        }
        if (raw == Map.class) {
            return node instanceof MappingNode mapping ? map(mapping, type, path) : mismatch(node, type, path);
        }
        if (MANY.contains(raw)) {
            return node instanceof SequenceNode sequence
                    ? many(sequence, raw, argument(type, 0), path)
                    : mismatch(node, type, path);
        }
        return single(node, type, path);
    }

    private Bound optional(ConfigNode node, Type type, String path) {
        Bound held = bound(node, type, path);
        return new Bound(Optional.ofNullable(held.value()), held.text());
    }

    private static boolean isNull(ConfigNode node) {
        return node instanceof ScalarNode scalar && scalar.kind() == Kind.NULL;
    }

    private static Type argument(Type type, int index) {
        return type instanceof ParameterizedType parameterized
                ? JavaTypes.bound(parameterized.getActualTypeArguments()[index])
                : Object.class;
    }

    private Bound single(ConfigNode node, Type type, String path) {
        Optional<Cells.Cell> cell = Cells.of(type);
        if (cell.isEmpty()) {
            problem(node.position(), "the parameter \"" + path + "\" cannot be a " + JavaTypes.show(type));
            return Bound.NONE;
        }
        Class<?> raw = JavaTypes.raw(type);
        if (!(node instanceof ScalarNode scalar) || !isOfKind(scalar, raw)) {
            return mismatch(node, type, path);
        }
        boolean isNumber = WHOLE_NUMBERS.contains(raw) || NUMBERS.contains(raw);
        try {
            Object value = cell.get().parse().apply(isNumber ? decimal(scalar) : scalar.text());
            return bound(scalar, value, cell.get().print().apply(value));
        } catch (RuntimeException e) {
            return mismatch(node, type, path);
        }
    }

    private static Bound bound(ScalarNode scalar, Object value, String printed) {
        String text = ValueText.single(value, printed);
        return new Bound(value, scalar.secret() ? ValueText.hidden(text) : text);
    }

    /**
     * Returns the text with whole numbers of base 8 and 16 in base 10, and with YAML's special numbers in Java's form.
     */
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

    /** Converts a value to its natural Java type if the target type is open: numbers, texts, lists and maps. */
    private Bound natural(ConfigNode node, Class<?> type, String path) {
        if (node instanceof MappingNode mapping) {
            return map(mapping, Object.class, path);
        }
        if (node instanceof SequenceNode sequence) {
            return many(sequence, List.class, Object.class, path);
        }
        ScalarNode scalar = (ScalarNode) node;
        boolean isNumber = scalar.kind() == Kind.INTEGER || scalar.kind() == Kind.FLOAT;
        if (type == Number.class && !isNumber) {
            return mismatch(node, Double.class, path);
        }
        return switch (scalar.kind()) {
            case INTEGER -> bound(scalar, whole(scalar), "");
            case FLOAT -> single(node, Double.class, path);
            case BOOLEAN -> single(node, Boolean.class, path);
            case STRING -> bound(scalar, scalar.text(), scalar.text());
            case NULL -> Bound.NONE;
        };
    }

    private static Number whole(ScalarNode scalar) {
        BigInteger value = new BigInteger(decimal(scalar));
        if (value.bitLength() < Integer.SIZE) {
            return value.intValue();
        }
        return value.bitLength() < Long.SIZE ? (Number) value.longValue() : value;
    }

    private Bound many(SequenceNode sequence, Class<?> type, Type element, String path) {
        List<@Nullable Object> values = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        Set<@Nullable Object> distinct = new LinkedHashSet<>();
        for (ConfigNode item : sequence.items()) {
            Bound bound = bound(item, element, path + "[" + values.size() + "]");
            values.add(bound.value());
            if (distinct.add(bound.value()) || type != Set.class) {
                texts.add(bound.text());
            }
        }
        Object value = type == Set.class ? Collections.unmodifiableSet(distinct) : Collections.unmodifiableList(values);
        return new Bound(value, "[" + String.join(",", texts) + "]");
    }

    /** Keeps the order of the configuration, which is visible to code that iterates over the map. */
    private Bound map(MappingNode mapping, Type type, String path) {
        Type keyType = type instanceof ParameterizedType ? argument(type, 0) : String.class;
        Type valueType = type instanceof ParameterizedType ? argument(type, 1) : Object.class;
        Map<Object, @Nullable Object> values = new LinkedHashMap<>();
        Map<Object, String> names = new HashMap<>();
        StringJoiner text = new StringJoiner(",", "{", "}");
        mapping.entries().forEach((name, entry) -> {
            Object key = key(name, keyType, entry.key(), path);
            Bound value = bound(entry.value(), valueType, path + "." + name);
            if (key == null) {
                return;
            }
            String same = names.putIfAbsent(key, name);
            if (same != null) {
                problem(
                        entry.key(),
                        "the keys \"" + same + "\" and \"" + name + "\" of the parameter \"" + path
                                + "\" are the same value");
            }
            values.put(key, value.value());
            text.add(ValueText.quote(shown(key, keyType)) + ":" + value.text());
        });
        return new Bound(Collections.unmodifiableMap(values), text.toString());
    }

    private static String shown(Object key, Type type) {
        return key instanceof Double || key instanceof Float
                ? ValueText.decimal((Number) key)
                : Cells.of(JavaTypes.raw(type))
                        .map(cell -> cell.print().apply(key))
                        .orElseGet(key::toString);
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

    private Bound record(MappingNode mapping, Class<?> type, String path) {
        RecordShape shape;
        try {
            shape = new RecordShape(type);
        } catch (MalformedContent e) {
            problem(mapping.position(), e.problem());
            return Bound.NONE;
        }
        int before = problems.size();
        for (String key : mapping.keys()) {
            if (!shape.names().contains(key)) {
                problem(
                        mapping.keyPosition(key),
                        "\"" + key + "\" is not a component of " + shape.shown() + "; "
                                + NearestName.hint(key, shape.names()));
            }
        }
        List<Bound> components = new ArrayList<>();
        for (int i = 0; i < shape.names().size(); i++) {
            components.add(component(mapping, shape, i, path));
        }
        return problems.size() > before ? Bound.NONE : create(shape, components, mapping, path);
    }

    private Bound create(RecordShape shape, List<Bound> components, MappingNode mapping, String path) {
        try {
            Object record = shape.create(components.stream().map(Bound::value).toArray());
            return new Bound(record, RecordText.of(record, components, mapping));
        } catch (InvocationTargetException e) {
            problem(mapping.position(), shape.shown() + " refuses \"" + path + "\": " + RecordShape.reason(e));
            return Bound.NONE;
        }
    }

    private Bound component(MappingNode mapping, RecordShape shape, int index, String path) {
        String name = shape.names().get(index);
        Optional<ConfigNode> value = mapping.get(name);
        if (value.isPresent()) {
            return bound(value.get(), shape.type(index), path + "." + name);
        }
        if (JavaTypes.raw(shape.type(index)) == Optional.class) {
            return new Bound(Optional.empty(), "null");
        }
        problem(mapping.position(), "the parameter \"" + path + "." + name + "\" is missing");
        return Bound.NONE;
    }

    private Bound mismatch(ConfigNode node, Type type, String path) {
        String found = node instanceof ScalarNode scalar
                ? Excerpt.quoted(scalar.toString())
                : node instanceof SequenceNode ? "a list" : "a group of values";
        problem(node.position(), "the parameter \"" + path + "\" must be " + wanted(type) + ", not " + found);
        return Bound.NONE;
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
