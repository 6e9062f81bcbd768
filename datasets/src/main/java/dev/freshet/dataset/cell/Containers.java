package dev.freshet.dataset.cell;

import dev.freshet.wiring.JavaTypes;
import java.lang.reflect.Array;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes optionals, collections, arrays and maps of a class from their contents, and takes them apart. */
public final class Containers {
    private static final Map<Class<?>, Class<?>> OF_NUMBERS = Map.of(
            OptionalInt.class, int.class,
            OptionalLong.class, long.class,
            OptionalDouble.class, double.class);

    private Containers() {}

    /** Two items of a set, counted from one, are equal. */
    public static final class Repeated extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final int first;
        private final int second;

        Repeated(int first, int second) {
            super("items " + first + " and " + second + " are equal");
            this.first = first;
            this.second = second;
        }

        public int first() {
            return first;
        }

        public int second() {
            return second;
        }
    }

    /** Returns whether a class is one of the four optionals. */
    public static boolean isOptional(Class<?> type) {
        return type == Optional.class || OF_NUMBERS.containsKey(type);
    }

    /** Returns the type of what an optional holds; empty if the type is none. */
    public static Optional<Type> optionalOf(Type type) {
        Class<?> raw = JavaTypes.raw(type);
        return raw == Optional.class
                ? Optional.of(JavaTypes.argument(type, 0))
                : Optional.ofNullable(OF_NUMBERS.get(raw));
    }

    /** Returns an optional of a class that holds a value. */
    public static Object present(Class<?> type, @Nullable Object value) {
        if (type == OptionalInt.class && value instanceof Integer number) {
            return OptionalInt.of(number);
        }
        if (type == OptionalLong.class && value instanceof Long number) {
            return OptionalLong.of(number);
        }
        if (type == OptionalDouble.class && value instanceof Double number) {
            return OptionalDouble.of(number);
        }
        return Optional.ofNullable(value);
    }

    /** Returns the empty optional of a class. */
    public static Object absent(Class<?> type) {
        if (type == OptionalInt.class) {
            return OptionalInt.empty();
        }
        if (type == OptionalLong.class) {
            return OptionalLong.empty();
        }
        return type == OptionalDouble.class ? OptionalDouble.empty() : Optional.empty();
    }

    /** Returns what an optional of whatever class holds; null if it is empty. */
    public static @Nullable Object held(Object optional) {
        if (optional instanceof OptionalInt number) {
            return number.isPresent() ? number.getAsInt() : null;
        }
        if (optional instanceof OptionalLong number) {
            return number.isPresent() ? number.getAsLong() : null;
        }
        if (optional instanceof OptionalDouble number) {
            return number.isPresent() ? number.getAsDouble() : null;
        }
        return ((Optional<?>) optional).orElse(null);
    }

    /**
     * Returns an array or a collection of a class.
     *
     * @throws Repeated if it is a set and two items are equal
     */
    public static Object many(Class<?> type, List<@Nullable Object> items) {
        if (type.isArray()) {
            Object array = Array.newInstance(type.getComponentType(), items.size());
            for (int i = 0; i < items.size(); i++) {
                Array.set(array, i, items.get(i));
            }
            return array;
        }
        return Set.class.isAssignableFrom(type) ? set(type, items) : items;
    }

    private static Set<@Nullable Object> set(Class<?> type, List<@Nullable Object> items) {
        Set<@Nullable Object> set = SortedSet.class.isAssignableFrom(type)
                ? new TreeSet<>()
                : type == HashSet.class ? new HashSet<>() : new LinkedHashSet<>();
        for (int i = 0; i < items.size(); i++) {
            if (!set.add(items.get(i))) {
                throw new Repeated(firstEqual(items, i) + 1, i + 1);
            }
        }
        return set;
    }

    private static int firstEqual(List<@Nullable Object> items, int index) {
        int equal = items.indexOf(items.get(index));
        return equal < index ? equal : 0;
    }

    /** Returns a new map of a class. */
    public static Map<Object, @Nullable Object> map(Class<?> type) {
        if (SortedMap.class.isAssignableFrom(type)) {
            return new TreeMap<>();
        }
        return type == HashMap.class ? new HashMap<>() : new LinkedHashMap<>();
    }

    /**
     * Returns a view of a collection or map that cannot be changed; arrays and collections of a class are returned as
     * they are.
     *
     * @param type the type of the view
     */
    public static Object unmodifiable(Class<?> type, Object value) {
        if (!type.isInterface()) {
            return value;
        }
        if (value instanceof TreeSet<?> set) {
            return Collections.unmodifiableNavigableSet(set);
        }
        if (value instanceof TreeMap<?, ?> map) {
            return Collections.unmodifiableNavigableMap(map);
        }
        if (value instanceof Set<?> set) {
            return Collections.unmodifiableSet(set);
        }
        return value instanceof Map<?, ?> map
                ? Collections.unmodifiableMap(map)
                : Collections.unmodifiableList((List<?>) value);
    }

    /** Returns the items of an array or a collection. */
    public static Iterable<? extends @Nullable Object> items(Object many) {
        if (many instanceof Iterable<?> iterable) {
            return iterable;
        }
        List<@Nullable Object> items = new ArrayList<>();
        for (int i = 0; i < Array.getLength(many); i++) {
            items.add(Array.get(many, i));
        }
        return items;
    }

    /** Returns whether a collection or map is sorted by an order that a copy of its items would not have. */
    public static boolean hasOwnOrder(Object value) {
        return (value instanceof SortedSet<?> set && set.comparator() != null)
                || (value instanceof SortedMap<?, ?> map && map.comparator() != null);
    }

    /** Returns whether a collection keeps the order in which its items came. */
    public static boolean isOrdered(Collection<?> values) {
        return !(values instanceof Set) || values instanceof SortedSet || values instanceof LinkedHashSet;
    }
}
