package dev.freshet.dataset.cell;

import dev.freshet.dataset.MalformedContent;
import dev.freshet.dataset.cell.ValueShape.Choice;
import dev.freshet.dataset.cell.ValueShape.Entries;
import dev.freshet.dataset.cell.ValueShape.Fields;
import dev.freshet.dataset.cell.ValueShape.Foreign;
import dev.freshet.dataset.cell.ValueShape.Many;
import dev.freshet.dataset.cell.ValueShape.Maybe;
import dev.freshet.dataset.cell.ValueShape.Natural;
import dev.freshet.dataset.cell.ValueShape.Single;
import dev.freshet.wiring.JavaTypes;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds how values of a Java type are stored. */
public final class ValueShapes {
    private static final Set<Class<?>> MANY = Set.of(
            List.class,
            Collection.class,
            Iterable.class,
            ArrayList.class,
            Set.class,
            HashSet.class,
            LinkedHashSet.class);
    private static final Set<Class<?>> SORTED = Set.of(SortedSet.class, NavigableSet.class, TreeSet.class);
    private static final Set<Class<?>> MAPS = Set.of(Map.class, HashMap.class, LinkedHashMap.class);
    private static final Set<Class<?>> SORTED_MAPS = Set.of(SortedMap.class, NavigableMap.class, TreeMap.class);

    /** A record can contain itself, but a generic one can also contain ever other ones. */
    private static final int DEEPEST = 100;

    /** The shapes of types, also of those that contain themselves. */
    private final Map<Type, ValueShape> known = new HashMap<>();

    private int depth;

    private ValueShapes() {}

    /**
     * Returns the shape of a type.
     *
     * @throws MalformedContent if no dataset type can store such values; the message says why
     */
    public static ValueShape of(Type type) {
        return new ValueShapes().shape(JavaTypes.bound(type));
    }

    private ValueShape shape(Type type) {
        ValueShape shape = known.get(type);
        if (shape == null) {
            shape = find(type);
            known.put(type, shape);
        }
        return shape;
    }

    private ValueShape find(Type type) {
        Class<?> raw = JavaTypes.raw(type);
        Optional<Cells.Cell> cell = Cells.of(type);
        if (cell.isPresent()) {
            return JacksonAnnotations.areAbsent(raw) ? new Single(raw, cell.get()) : new Foreign(type);
        }
        Optional<Type> component = JavaTypes.component(type);
        if (component.isPresent()) {
            return new Many(JavaTypes.arrayClass(component.get()), shape(component.get()));
        }
        if (raw == Object.class || raw == Number.class) {
            return new Natural(raw);
        }
        if (raw.isRecord() && JacksonAnnotations.areAbsent(raw)) {
            return fields(type);
        }
        if (raw.isSealed() && raw.isInterface() && JacksonAnnotations.areAbsent(raw)) {
            return choice(type, raw);
        }
        return holder(type, raw);
    }

    private ValueShape holder(Type type, Class<?> raw) {
        Optional<Type> held = Containers.optionalOf(type);
        if (held.isPresent()) {
            ValueShape item = shape(held.get());
            if (item instanceof Maybe) {
                throw refused(type, "an Optional of an Optional cannot say which of them is empty");
            }
            return new Maybe(raw, item);
        }
        if (MANY.contains(raw) || SORTED.contains(raw)) {
            ValueShape item = shape(JavaTypes.argument(type, 0));
            if (SORTED.contains(raw)) {
                requireOrder(type, item);
            }
            return new Many(raw, item);
        }
        if (MAPS.contains(raw) || SORTED_MAPS.contains(raw)) {
            Single key = key(type);
            if (SORTED_MAPS.contains(raw)) {
                requireOrder(type, key);
            }
            return new Entries(raw, key, shape(JavaTypes.argument(type, 1)));
        }
        return foreign(type, raw);
    }

    private static ValueShape foreign(Type type, Class<?> raw) {
        boolean isOpen = raw.isInterface() || Modifier.isAbstract(raw.getModifiers());
        if (isOpen && JacksonAnnotations.areAbsent(raw) && !isOfALibrary(raw)) {
            throw refused(
                    type,
                    "nothing says which class a stored value is of; make it a sealed interface of records, or annotate"
                            + " it with @JsonTypeInfo");
        }
        return new Foreign(type);
    }

    private static boolean isOfALibrary(Class<?> raw) {
        String name = raw.getName();
        return name.startsWith("java.") || name.startsWith("tools.jackson.") || name.startsWith("com.fasterxml.");
    }

    private Single key(Type type) {
        Type key = JavaTypes.argument(type, 0);
        ValueShape shape = shape(key == Object.class ? String.class : key);
        if (shape instanceof Single single && single.type() != byte[].class) {
            return single;
        }
        throw refused(type, "its keys, " + JavaTypes.show(key) + ", have no text of their own");
    }

    private static void requireOrder(Type type, ValueShape item) {
        boolean isOrdered = item instanceof Single single
                && (single.type().isPrimitive() || Comparable.class.isAssignableFrom(single.type()));
        boolean isOrderedRecord = item instanceof Fields fields
                && Comparable.class.isAssignableFrom(fields.shape().type());
        if (!isOrdered && !isOrderedRecord) {
            throw refused(type, "its values have no order of their own");
        }
    }

    private ValueShape fields(Type type) {
        if (depth == DEEPEST) {
            throw refused(type, "its components contain ever other records, without an end");
        }
        depth++;
        RecordShape record = new RecordShape(type);
        Fields fields = new Fields(record);
        known.put(type, fields);
        for (int i = 0; i < record.names().size(); i++) {
            fields.add(shape(record.type(i)));
        }
        depth--;
        return fields;
    }

    private ValueShape choice(Type type, Class<?> raw) {
        Map<String, Fields> options = new LinkedHashMap<>();
        Choice choice = new Choice(raw, options);
        known.put(type, choice);
        addOptions(type, raw, options);
        return choice;
    }

    private void addOptions(Type type, Class<?> raw, Map<String, Fields> options) {
        for (Class<?> permitted : raw.getPermittedSubclasses()) {
            Type actual = TypeArguments.subtype(permitted, type);
            if (permitted.isInterface() && permitted.isSealed() && JacksonAnnotations.areAbsent(permitted)) {
                addOptions(actual, permitted, options);
            } else {
                addOption(type, permitted, shape(actual), options);
            }
        }
    }

    private static void addOption(Type type, Class<?> permitted, ValueShape shape, Map<String, Fields> options) {
        if (!(shape instanceof Fields fields)) {
            String why = permitted.isRecord()
                    ? " has annotations of Jackson; annotate the interface with @JsonTypeInfo"
                    : " is no record";
            throw refused(type, JavaTypes.show(permitted) + why);
        }
        if (fields.shape().names().contains(ValueShape.DISCRIMINATOR)) {
            throw refused(
                    type,
                    JavaTypes.show(permitted) + " has a component " + ValueShape.DISCRIMINATOR
                            + ", which names the class of a stored value");
        }
        Fields same = options.putIfAbsent(permitted.getSimpleName(), fields);
        if (same != null && same.shape().type() != permitted) {
            throw refused(type, "two of its records are called " + permitted.getSimpleName());
        }
    }

    private static MalformedContent refused(Type type, String reason) {
        return new MalformedContent("", JavaTypes.show(type) + " cannot be stored: " + reason);
    }
}
