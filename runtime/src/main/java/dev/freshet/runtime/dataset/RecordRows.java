package dev.freshet.runtime.dataset;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows that are records: a column for each component, found by name. */
final class RecordRows implements Rows {
    /** One component and its column. */
    private record Column(String name, Cells.Cell cell, boolean optional, boolean nullable) {}

    private final RecordShape shape;
    private final List<Column> columns = new ArrayList<>();
    private int[] places = {};

    /**
     * Rows of a record class.
     *
     * @param formats patterns of dates by column or component
     * @param headers names of columns by component, where they differ
     * @throws MalformedContent if a component is not a single value, or a pattern does not fit
     */
    RecordRows(Class<?> type, Map<String, String> formats, Map<String, String> headers) {
        shape = new RecordShape(type);
        for (int i = 0; i < shape.names().size(); i++) {
            String component = shape.names().get(i);
            String name = headers.getOrDefault(component, component);
            Type declared = shape.type(i);
            boolean optional = JavaTypes.raw(declared) == Optional.class;
            Type value = optional ? optionalOf(declared) : declared;
            String format = formats.getOrDefault(component, formats.get(name));
            columns.add(new Column(name, cell(component, value, format), optional, shape.isNullable(i)));
        }
    }

    private static Type optionalOf(Type declared) {
        return declared instanceof ParameterizedType optional ? optional.getActualTypeArguments()[0] : Object.class;
    }

    private Cells.Cell cell(String component, Type value, @Nullable String format) {
        String which = "component \"" + component + "\" of " + shape.shown() + " is " + JavaTypes.show(value);
        if (format == null) {
            return Cells.of(value).orElseThrow(() -> new MalformedContent("", which + ", which a cell cannot hold"));
        }
        return Cells.formatted(value, format)
                .orElseThrow(() -> new MalformedContent("", which + ", which has no format"));
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
            String all = missing.stream()
                    .map(name -> ColumnNames.missing(name, header))
                    .collect(Collectors.joining(", "));
            throw new MalformedContent(":1", all + "; the file has " + String.join(", ", header));
        }
    }

    private static int find(String name, List<String> header) {
        try {
            return ColumnNames.find(name, header);
        } catch (MalformedContent e) {
            throw new MalformedContent(":1", e.problem());
        }
    }

    @Override
    public void width(int width) {
        if (width != columns.size()) {
            throw new MalformedContent(
                    ":1",
                    shape.shown() + " has " + columns.size() + " components, but the file has " + width + " columns");
        }
        places = new int[width];
        for (int i = 0; i < width; i++) {
            places[i] = i;
        }
    }

    @Override
    public boolean mayBeBlank() {
        return columns.stream().allMatch(Column::nullable);
    }

    @Override
    public Object read(List<@Nullable String> cells) {
        @Nullable Object[] values = new Object[places.length];
        for (int i = 0; i < places.length; i++) {
            values[i] = value(columns.get(i), places[i], cells.get(places[i]));
        }
        try {
            return shape.create(values);
        } catch (InvocationTargetException e) {
            throw new MalformedContent("", shape.shown() + " refuses the row: " + RecordShape.reason(e), e.getCause());
        }
    }

    private static @Nullable Object value(Column column, int place, @Nullable String text) {
        if (text == null) {
            if (!column.nullable()) {
                throw new BadCell(
                        place,
                        "column \"" + column.name() + "\" is empty, but must be "
                                + column.cell().description());
            }
            return column.optional() ? Optional.empty() : null;
        }
        try {
            Object value = column.cell().parse().apply(text);
            return column.optional() ? Optional.of(value) : value;
        } catch (RuntimeException e) {
            throw new BadCell(
                    place,
                    "column \"" + column.name() + "\": " + Cells.shown(text) + " is not "
                            + column.cell().description());
        }
    }

    @Override
    public List<String> columns(@Nullable Object first) {
        return columns.stream().map(Column::name).toList();
    }

    @Override
    public List<@Nullable String> write(Object row) {
        @Nullable Object[] values = shape.values(row);
        List<@Nullable String> cells = new ArrayList<>(values.length);
        for (int i = 0; i < values.length; i++) {
            Object value = values[i] instanceof Optional<?> optional ? optional.orElse(null) : values[i];
            cells.add(value == null ? null : print(columns.get(i), value));
        }
        return cells;
    }

    private static String print(Column column, Object value) {
        try {
            return column.cell().print().apply(value);
        } catch (RuntimeException e) {
            throw new MalformedContent(
                    "",
                    "column \"" + column.name() + "\": " + value + " cannot be written as "
                            + column.cell().description(),
                    e);
        }
    }
}
