package dev.freshet.runtime.dataset;

import dev.freshet.config.NearestName;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows that are records: a column for each component, found by name. */
final class RecordRows implements Rows {
    /** One component and its column. */
    private record Column(String name, Cells.Cell cell, boolean optional, boolean nullable) {}

    private final RecordShape shape;
    private final List<Column> columns = new ArrayList<>();
    private int[] places = {};

    /**
     * @param formats patterns of dates by column or component
     * @param headers names of columns by component, where they differ
     * @throws MalformedContent if a component is not a single value
     */
    RecordRows(Class<?> type, Map<String, String> formats, Map<String, String> headers) {
        shape = new RecordShape(type);
        List<String> names = shape.names();
        for (int i = 0; i < names.size(); i++) {
            String component = names.get(i);
            String name = headers.getOrDefault(component, component);
            Type declared = shape.type(i);
            boolean optional = JavaTypes.raw(declared) == Optional.class;
            Type value = optional ? ((ParameterizedType) declared).getActualTypeArguments()[0] : declared;
            String format = formats.getOrDefault(component, formats.get(name));
            Cells.Cell cell = (format == null ? Cells.of(value) : Cells.formatted(value, format))
                    .orElseThrow(() -> new MalformedContent(
                            "",
                            "component \"" + component + "\" of " + JavaTypes.show(type) + " is "
                                    + JavaTypes.show(value) + ", which "
                                    + (format == null ? "a cell cannot hold" : "has no format")));
            columns.add(new Column(name, cell, optional, shape.isNullable(i)));
        }
    }

    @Override
    public void header(List<String> header) {
        places = new int[columns.size()];
        List<String> missing = new ArrayList<>();
        for (int i = 0; i < places.length; i++) {
            places[i] = find(columns.get(i).name(), header);
            if (places[i] < 0) {
                missing.add(columns.get(i).name());
            }
        }
        if (!missing.isEmpty()) {
            String hint = NearestName.of(missing.get(0), header)
                    .map(near -> "; did you mean \"" + near + "\"?")
                    .orElse("; there are " + String.join(", ", header));
            throw new MalformedContent(
                    ":1",
                    (missing.size() == 1 ? "no column " : "no columns ")
                            + String.join(
                                    ", ",
                                    missing.stream()
                                            .map(name -> '"' + name + '"')
                                            .toList())
                            + hint);
        }
    }

    private static int find(String name, List<String> header) {
        int exact = header.indexOf(name);
        for (int i = 0; exact < 0 && i < header.size(); i++) {
            if (loose(header.get(i)).equals(loose(name))) {
                return i;
            }
        }
        return exact;
    }

    private static String loose(String name) {
        return name.replaceAll("[_\\-\\s]", "").toLowerCase(Locale.ROOT);
    }

    @Override
    public Object read(List<@Nullable String> cells) {
        @Nullable Object[] values = new Object[places.length];
        for (int i = 0; i < places.length; i++) {
            values[i] = value(columns.get(i), cells.get(places[i]));
        }
        try {
            return shape.create(values);
        } catch (InvocationTargetException e) {
            throw new MalformedContent(
                    "", "the record refuses the row: " + e.getCause().getMessage());
        }
    }

    private static @Nullable Object value(Column column, @Nullable String text) {
        if (text == null) {
            if (!column.nullable()) {
                throw new MalformedContent(
                        "",
                        "column \"" + column.name() + "\" is empty, but must be "
                                + column.cell().description());
            }
            return column.optional() ? Optional.empty() : null;
        }
        try {
            Object value = column.cell().parse().apply(text);
            return column.optional() ? Optional.of(value) : value;
        } catch (RuntimeException e) {
            throw new MalformedContent(
                    "",
                    "column \"" + column.name() + "\": \"" + text + "\" is not "
                            + column.cell().description());
        }
    }

    @Override
    public List<String> columns(Iterator<?> firstRow) {
        return columns.stream().map(Column::name).toList();
    }

    @Override
    public List<@Nullable String> write(Object row) {
        @Nullable Object[] values = shape.values(row);
        List<@Nullable String> cells = new ArrayList<>(values.length);
        for (int i = 0; i < values.length; i++) {
            Object value = values[i] instanceof Optional<?> optional ? optional.orElse(null) : values[i];
            cells.add(value == null ? null : columns.get(i).cell().print().apply(value));
        }
        return cells;
    }
}
