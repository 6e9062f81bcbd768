package dev.freshet.runtime.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Packs JSON: equal values are written once. The result has {@code shapes}, the field names of objects; {@code shared},
 * the texts, lists and objects that occur more than once, each after those that it contains; and the {@code document}.
 * In these, a list begins with 0, and an object with the number of its shape, from 1, followed by its values. A
 * negative number refers to a shared value: -1 is the first. A number that is itself negative is an object with the
 * field {@code n}.
 */
final class PackedJson {
    /** Shorter texts are written each time. */
    private static final int LEAST = 4;

    private final Map<Object, Integer> counts = new HashMap<>();
    private final Map<List<String>, Integer> shapes = new LinkedHashMap<>();
    private final Map<Object, Integer> numbers = new HashMap<>();
    private final List<@Nullable Object> shared = new ArrayList<>();

    private PackedJson() {}

    /**
     * Packs a tree of maps, lists, texts, numbers and truth values.
     *
     * @throws IllegalArgumentException if the tree contains anything else
     */
    static Map<String, @Nullable Object> of(Object tree) {
        PackedJson packing = new PackedJson();
        packing.count(tree);
        Object document = packing.packed(tree);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("shapes", List.copyOf(packing.shapes.keySet()));
        json.put("shared", packing.shared);
        json.put("document", document);
        return json;
    }

    /** Counts how often each value occurs. The content of a repeated value is counted once. */
    private void count(@Nullable Object value) {
        if (isLong(value) && counts.merge(value, 1, Integer::sum) > 1) {
            return;
        }
        if (value instanceof Map<?, ?> map) {
            map.values().forEach(this::count);
        } else if (value instanceof List<?> list) {
            list.forEach(this::count);
        }
    }

    private static boolean isLong(@Nullable Object value) {
        return value instanceof String text
                ? text.length() >= LEAST
                : value instanceof Map<?, ?> map ? !map.isEmpty() : value instanceof List<?> list && !list.isEmpty();
    }

    private @Nullable Object packed(@Nullable Object value) {
        if (value == null || counts.getOrDefault(value, 0) < 2) {
            return written(value);
        }
        Integer known = numbers.get(value);
        if (known == null) {
            Object written = written(value);
            shared.add(written);
            known = -shared.size();
            numbers.put(value, known);
        }
        return known;
    }

    private @Nullable Object written(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return object(map);
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> all = new ArrayList<>();
            all.add(0);
            list.forEach(each -> all.add(packed(each)));
            return all;
        }
        if (value instanceof Number number) {
            return number.doubleValue() < 0 ? Map.of("n", number) : number;
        }
        if (value == null || value instanceof String || value instanceof Boolean) {
            return value;
        }
        throw new IllegalArgumentException("no JSON: " + value.getClass());
    }

    private List<@Nullable Object> object(Map<?, ?> map) {
        List<String> names = map.keySet().stream().map(String::valueOf).toList();
        Integer shape = shapes.computeIfAbsent(names, each -> shapes.size() + 1);
        List<@Nullable Object> all = new ArrayList<>();
        all.add(shape);
        map.values().forEach(each -> all.add(packed(each)));
        return all;
    }
}
