package dev.freshet.testkit;

import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares values as {@code equals} does, but arrays by their elements, at any depth. */
public final class SameValues {
    private SameValues() {}

    /** Returns whether two values are the same. */
    public static boolean test(@Nullable Object one, @Nullable Object other) {
        if (one == null || other == null) {
            return one == null && other == null;
        }
        if (one.getClass().isArray()) {
            return other.getClass() == one.getClass() && inOrder(items(one), items(other));
        }
        if (one instanceof Record) {
            return one.getClass() == other.getClass() && inOrder(components(one), components(other));
        }
        if (one instanceof Optional<?> first && other instanceof Optional<?> second) {
            return test(first.orElse(null), second.orElse(null));
        }
        if (one instanceof List<?> first && other instanceof List<?> second) {
            return inOrder(first, second);
        }
        if (one instanceof Map<?, ?> first && other instanceof Map<?, ?> second) {
            return first.size() == second.size()
                    && first.entrySet().stream()
                            .allMatch(entry -> second.containsKey(entry.getKey())
                                    && test(entry.getValue(), second.get(entry.getKey())));
        }
        if (one instanceof Set<?> first && other instanceof Set<?> second) {
            return first.size() == second.size() && first.stream().allMatch(item -> has(second, item));
        }
        return one.equals(other);
    }

    private static boolean has(Set<?> set, @Nullable Object item) {
        return set.stream().anyMatch(each -> test(each, item));
    }

    private static boolean inOrder(Collection<?> one, Collection<?> other) {
        Iterator<?> second = other.iterator();
        return one.size() == other.size() && one.stream().allMatch(item -> test(item, second.next()));
    }

    private static List<@Nullable Object> items(Object array) {
        List<@Nullable Object> items = new ArrayList<>();
        for (int i = 0; i < Array.getLength(array); i++) {
            items.add(Array.get(array, i));
        }
        return items;
    }

    private static List<@Nullable Object> components(Object record) {
        List<@Nullable Object> values = new ArrayList<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            try {
                component.getAccessor().setAccessible(true);
                values.add(component.getAccessor().invoke(record));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        return values;
    }
}
