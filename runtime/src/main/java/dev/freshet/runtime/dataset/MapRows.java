package dev.freshet.runtime.dataset;

import dev.freshet.config.NearestName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Rows that are maps from column to text; without a header the columns are {@code 1}, {@code 2} and so on. */
final class MapRows implements Rows {
    private List<String> names = List.of();

    @Override
    public void header(List<String> header) {
        Set<String> seen = new HashSet<>();
        for (String name : header) {
            if (!seen.add(name)) {
                throw new MalformedContent(":1", "the column \"" + name + "\" is there twice");
            }
        }
        names = header;
    }

    @Override
    public void width(int columns) {
        names = IntStream.rangeClosed(1, columns).mapToObj(String::valueOf).toList();
    }

    @Override
    public Object read(List<@Nullable String> cells) {
        Map<String, @Nullable String> row = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            row.put(names.get(i), cells.get(i));
        }
        return Collections.unmodifiableMap(row);
    }

    @Override
    public List<String> columns(@Nullable Object first) {
        if (first instanceof Map<?, ?> row) {
            names = row.keySet().stream().map(String::valueOf).toList();
        }
        return names;
    }

    @Override
    public List<@Nullable String> write(Object row) {
        Map<?, ?> map = (Map<?, ?>) row;
        List<@Nullable String> cells = new ArrayList<>(names.size());
        for (String name : names) {
            Object value = map.get(name);
            if (value == null && !map.containsKey(name)) {
                throw new MalformedContent("", "it has no \"" + name + "\", which the first row has");
            }
            cells.add((String) value);
        }
        if (map.size() != names.size()) {
            throw extra(map);
        }
        return cells;
    }

    private MalformedContent extra(Map<?, ?> map) {
        String key = map.keySet().stream()
                .map(String::valueOf)
                .filter(name -> !names.contains(name))
                .findFirst()
                .orElse("");
        String hint = NearestName.of(key, names)
                .map(near -> "; did you mean \"" + near + "\"?")
                .orElse("");
        return new MalformedContent("", "it has \"" + key + "\", which the first row has not" + hint);
    }
}
