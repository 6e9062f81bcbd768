package dev.freshet.runtime.graph.preview;

import dev.freshet.config.KnownSecrets;
import dev.freshet.runtime.graph.Preview;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A table of a dataset's first rows: records by their components, maps by their keys, other values in one column. */
final class RowTable {
    private static final int MOST_ROWS = 50;
    private static final int MOST_COLUMNS = 50;
    private static final int LONGEST = 200;
    private static final String VALUE = "value";

    private final Set<String> columns = new LinkedHashSet<>();
    private final List<Map<String, String>> rows = new ArrayList<>();

    boolean isFull() {
        return rows.size() == MOST_ROWS;
    }

    int size() {
        return rows.size();
    }

    void add(@Nullable Object value) {
        Map<String, String> row = new LinkedHashMap<>();
        if (value instanceof Record record) {
            Arrays.stream(record.getClass().getRecordComponents())
                    .limit(MOST_COLUMNS)
                    .forEach(component -> row.put(component.getName(), text(part(record, component))));
        } else if (value instanceof Map<?, ?> map) {
            map.entrySet().stream()
                    .limit(MOST_COLUMNS)
                    .forEach(entry -> row.put(text(entry.getKey()), text(entry.getValue())));
        } else {
            row.put(VALUE, text(value));
        }
        row.keySet().stream().filter(column -> columns.size() < MOST_COLUMNS).forEach(columns::add);
        rows.add(row);
    }

    private static @Nullable Object part(Record record, RecordComponent component) {
        try {
            component.getAccessor().trySetAccessible();
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return "?";
        }
    }

    /**
     * Returns a value for people. Masks secrets before it cuts a long text, since a cut secret would not be recognised.
     */
    private static String text(@Nullable Object value) {
        if (value == null || (value instanceof Optional<?> optional && optional.isEmpty())) {
            return "";
        }
        Object inner = value instanceof Optional<?> optional ? optional.get() : value;
        String masked = KnownSecrets.masked(inner instanceof byte[] bytes ? bytes.length + " bytes" : inner.toString());
        return masked.length() <= LONGEST ? masked : masked.substring(0, LONGEST) + "...";
    }

    Preview.Table table() {
        List<List<String>> cells = new ArrayList<>();
        for (Map<String, String> row : rows) {
            cells.add(
                    columns.stream().map(column -> row.getOrDefault(column, "")).toList());
        }
        return new Preview.Table(List.copyOf(columns), cells);
    }
}
