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
import dev.freshet.dataset.cell.Containers;
import dev.freshet.dataset.cell.RecordShape;
import dev.freshet.dataset.cell.ValueShape;
import dev.freshet.dataset.cell.ValueShape.Choice;
import dev.freshet.dataset.cell.ValueShape.Entries;
import dev.freshet.dataset.cell.ValueShape.Fields;
import dev.freshet.dataset.cell.ValueShape.Foreign;
import dev.freshet.dataset.cell.ValueShape.Many;
import dev.freshet.dataset.cell.ValueShape.Maybe;
import dev.freshet.dataset.cell.ValueShape.Natural;
import dev.freshet.dataset.cell.ValueShape.Single;
import dev.freshet.dataset.cell.ValueShapes;
import dev.freshet.wiring.JavaTypes;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Converts configuration values to the Java values that nodes receive, and to the texts by which runs compare them. It
 * supports the types of {@link ValueShape}, except those that only Jackson can store. Because both results come from here, two
 * texts are equal exactly if the values are. The binder collects mistakes; null stands for a value that could not be
 * read.
 */
final class ParameterBinder {
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

    private Bound bound(ConfigNode node, Type type, String path) {
        try {
            return bound(node, ValueShapes.of(type), path);
        } catch (MalformedContent e) {
            problem(node.position(), "the parameter \"" + path + "\": " + e.problem());
            return Bound.NONE;
        }
    }

    private void problem(Position position, String message) {
        problems.add(new ConfigProblem(position, message));
    }

    private void noValue(ConfigNode node, String path) {
        problem(node.position(), "the parameter \"" + path + "\" has no value");
    }

    private Bound bound(ConfigNode node, ValueShape shape, String path) {
        if (shape instanceof Maybe maybe) {
            return isNull(node) ? absent(maybe) : present(node, maybe, path);
        }
        if (shape instanceof Natural natural) {
            return natural(node, natural, path);
        }
        if (isNull(node)) {
            noValue(node, path);
            return Bound.NONE;
        }
        if (shape instanceof Single single) {
            return single(node, single, path);
        }
        if (shape instanceof Foreign foreign) {
            problem(node.position(), "the parameter \"" + path + "\" cannot be a " + JavaTypes.show(foreign.type()));
            return Bound.NONE;
        }
        if (shape instanceof Many many) {
            return node instanceof SequenceNode sequence ? many(sequence, many, path) : mismatch(node, shape, path);
        }
        if (!(node instanceof MappingNode mapping)) {
            return mismatch(node, shape, path);
        }
        if (shape instanceof Entries entries) {
            return map(mapping, entries, path);
        }
        return shape instanceof Choice choice ? choice(mapping, choice, path) : record(mapping, (Fields) shape, path);
    }

    private static Bound absent(Maybe maybe) {
        return new Bound(Containers.absent(maybe.type()), "null");
    }

    private Bound present(ConfigNode node, Maybe maybe, String path) {
        Bound held = bound(node, maybe.item(), path);
        return new Bound(Containers.present(maybe.type(), held.value()), held.text());
    }

    private static boolean isNull(ConfigNode node) {
        return node instanceof ScalarNode scalar && scalar.kind() == Kind.NULL;
    }

    private Bound single(ConfigNode node, Single single, String path) {
        if (!(node instanceof ScalarNode scalar)) {
            return mismatch(node, single, path);
        }
        try {
            return ParameterSingles.bound(scalar, single).orElseGet(() -> mismatch(node, single, path));
        } catch (IllegalArgumentException e) {
            problem(
                    node.position(),
                    "the parameter \"" + path + "\": " + Excerpt.quoted(scalar.toString()) + " " + e.getMessage());
            return Bound.NONE;
        }
    }

    /** Converts a value to its natural Java type if the target type is open: numbers, texts, lists and maps. */
    private Bound natural(ConfigNode node, Natural natural, String path) {
        if (node instanceof MappingNode mapping) {
            return natural.type() == Number.class
                    ? mismatch(node, ParameterSingles.NUMBER, path)
                    : map(mapping, new Entries(Map.class, ParameterSingles.TEXT, natural), path);
        }
        if (node instanceof SequenceNode sequence) {
            return natural.type() == Number.class
                    ? mismatch(node, ParameterSingles.NUMBER, path)
                    : many(sequence, new Many(List.class, natural), path);
        }
        ScalarNode scalar = (ScalarNode) node;
        boolean isNumber = scalar.kind() == Kind.INTEGER || scalar.kind() == Kind.FLOAT;
        if (natural.type() == Number.class && !isNumber) {
            return mismatch(node, ParameterSingles.NUMBER, path);
        }
        return switch (scalar.kind()) {
            case INTEGER -> ParameterSingles.whole(scalar);
            case FLOAT -> single(node, ParameterSingles.NUMBER, path);
            case BOOLEAN -> single(node, ParameterSingles.FLAG, path);
            case STRING -> single(node, ParameterSingles.TEXT, path);
            case NULL -> Bound.NONE;
        };
    }

    private Bound many(SequenceNode sequence, Many many, String path) {
        int before = problems.size();
        List<@Nullable Object> values = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (ConfigNode item : sequence.items()) {
            Bound bound = bound(item, many.item(), path + "[" + values.size() + "]");
            values.add(bound.value());
            texts.add(bound.text());
        }
        if (problems.size() > before) {
            return Bound.NONE;
        }
        try {
            Object value = Containers.unmodifiable(many.type(), Containers.many(many.type(), values));
            return new Bound(value, "[" + String.join(",", ordered(value, values, texts)) + "]");
        } catch (Containers.Repeated e) {
            problem(
                    sequence.items().get(e.second() - 1).position(),
                    "the items " + e.first() + " and " + e.second() + " of the parameter \"" + path
                            + "\" are the same value");
            return Bound.NONE;
        }
    }

    /** Returns the texts in the order in which a node sees the values. */
    private static List<String> ordered(Object value, List<@Nullable Object> values, List<String> texts) {
        if (!(value instanceof SortedSet<?> sorted)) {
            return value instanceof HashSet && !(value instanceof LinkedHashSet)
                    ? texts.stream().sorted().toList()
                    : texts;
        }
        Map<@Nullable Object, String> byValue = new HashMap<>();
        for (int i = 0; i < values.size(); i++) {
            byValue.put(values.get(i), texts.get(i));
        }
        return sorted.stream().map(byValue::get).map(Objects::requireNonNull).toList();
    }

    /** Keeps the order of the configuration, which is visible to code that iterates over the map. */
    private Bound map(MappingNode mapping, Entries entries, String path) {
        Map<Object, @Nullable Object> values = Containers.map(entries.type());
        Map<Object, @Nullable Object> names = Containers.map(entries.type());
        Map<Object, String> texts = new HashMap<>();
        mapping.entries().forEach((name, entry) -> {
            Object key = key(name, entries.key(), entry.key(), path);
            Bound value = bound(entry.value(), entries.value(), path + "." + name);
            if (key == null) {
                return;
            }
            Object same = names.putIfAbsent(key, name);
            if (same != null) {
                problem(
                        entry.key(),
                        "the keys \"" + same + "\" and \"" + name + "\" of the parameter \"" + path
                                + "\" are the same value");
            }
            values.put(key, value.value());
            texts.put(key, ValueText.quote(shown(key, entries.key())) + ":" + value.text());
        });
        Stream<String> text = values.keySet().stream().map(texts::get).map(Objects::requireNonNull);
        boolean isHashed = entries.type() == HashMap.class;
        return new Bound(
                Containers.unmodifiable(entries.type(), values),
                (isHashed ? text.sorted() : text).collect(Collectors.joining(",", "{", "}")));
    }

    private static String shown(Object key, Single type) {
        return key instanceof Double || key instanceof Float
                ? ValueText.decimal((Number) key)
                : type.cell().print().apply(key);
    }

    private @Nullable Object key(String text, Single type, Position position, String path) {
        try {
            return type.cell().parse().apply(text);
        } catch (RuntimeException e) {
            problem(
                    position,
                    "the key \"" + text + "\" of the parameter \"" + path + "\" must be "
                            + type.cell().description());
            return null;
        }
    }

    /** Converts a group that names its record. */
    private Bound choice(MappingNode mapping, Choice choice, String path) {
        String known = String.join(", ", choice.options().keySet());
        Optional<ConfigNode> name = mapping.get(ValueShape.DISCRIMINATOR);
        if (name.isEmpty()) {
            problem(
                    mapping.position(),
                    "the parameter \"" + path + "\" lacks \"" + ValueShape.DISCRIMINATOR + "\", which says which "
                            + JavaTypes.show(choice.type()) + " it is: " + known);
            return Bound.NONE;
        }
        String text = name.get() instanceof ScalarNode scalar ? scalar.text() : "";
        Fields fields = choice.options().get(text);
        if (fields == null) {
            problem(
                    name.get().position(),
                    "\"" + text + "\" is no record of " + JavaTypes.show(choice.type()) + "; "
                            + NearestName.hint(text, choice.options().keySet()));
            return Bound.NONE;
        }
        Map<String, MappingNode.Entry> components = new LinkedHashMap<>(mapping.entries());
        components.remove(ValueShape.DISCRIMINATOR);
        Bound record = record(new MappingNode(components, mapping.position()), fields, path);
        String rest = record.text()
                .substring(record.text().length() > 2 ? 1 : record.text().length() - 1);
        String separator = rest.equals("}") ? "" : ",";
        return new Bound(
                record.value(),
                "{" + ValueText.quote(ValueShape.DISCRIMINATOR) + ":" + ValueText.quote(text) + separator + rest);
    }

    private Bound record(MappingNode mapping, Fields fields, String path) {
        RecordShape shape = fields.shape();
        int before = problems.size();
        Set<String> misnamed = unknownKeys(mapping, shape);
        List<Bound> components = new ArrayList<>();
        for (int i = 0; i < shape.names().size(); i++) {
            String name = shape.names().get(i);
            boolean isTold = misnamed.contains(name) && mapping.get(name).isEmpty();
            components.add(isTold ? Bound.NONE : component(mapping, fields, i, path));
        }
        return problems.size() > before ? Bound.NONE : create(shape, components, mapping, path);
    }

    /** Tells keys that are no components. Returns the components that they most likely stand for. */
    private Set<String> unknownKeys(MappingNode mapping, RecordShape shape) {
        Set<String> meant = new HashSet<>();
        for (String key : mapping.keys()) {
            if (!shape.names().contains(key)) {
                NearestName.of(key, shape.names()).ifPresent(meant::add);
                problem(
                        mapping.keyPosition(key),
                        "\"" + key + "\" is not a component of " + shape.shown() + "; "
                                + NearestName.hint(key, shape.names()));
            }
        }
        return meant;
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

    private Bound component(MappingNode mapping, Fields fields, int index, String path) {
        String name = fields.shape().names().get(index);
        Optional<ConfigNode> value = mapping.get(name);
        boolean isNull = value.isEmpty() || isNull(value.get());
        if (isNull && fields.mayBeMissing(index)) {
            return fields.component(index) instanceof Maybe maybe ? absent(maybe) : Bound.NONE;
        }
        if (value.isPresent()) {
            return bound(value.get(), fields.component(index), path + "." + name);
        }
        problem(mapping.position(), "the parameter \"" + path + "." + name + "\" is missing");
        return Bound.NONE;
    }

    private Bound mismatch(ConfigNode node, ValueShape shape, String path) {
        String found = node instanceof ScalarNode scalar
                ? Excerpt.quoted(scalar.toString())
                : node instanceof SequenceNode ? "a list" : "a group of values";
        problem(node.position(), "the parameter \"" + path + "\" must be " + wanted(shape) + ", not " + found);
        return Bound.NONE;
    }

    private static String wanted(ValueShape shape) {
        if (shape instanceof Fields fields) {
            return "a group with the values of " + fields.shape().shown();
        }
        if (shape instanceof Choice choice) {
            return "a group with the values of a " + JavaTypes.show(choice.type());
        }
        if (shape instanceof Many) {
            return "a list";
        }
        return shape instanceof Single single ? single.cell().description() : "a group of values";
    }
}
