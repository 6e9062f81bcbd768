package dev.freshet.dataset.format;

import dev.freshet.dataset.MalformedContent;
import dev.freshet.dataset.OptionException;
import dev.freshet.dataset.cell.Cells;
import dev.freshet.dataset.cell.ColumnNames;
import dev.freshet.dataset.cell.Containers;
import dev.freshet.dataset.cell.DatePatterns;
import dev.freshet.dataset.cell.RecordShape;
import dev.freshet.wiring.JavaTypes;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Rows that are records, with a column for each component. Columns are found by name. */
final class RecordRows implements Rows {
    private final RecordShape shape;
    private final List<RecordColumn> columns = new ArrayList<>();
    private @Nullable Object[] values;
    private @Nullable RecordColumn[] atPlaces = {};

    /**
     * Creates rows of a record class, with its type arguments if it is generic.
     *
     * @throws MalformedContent if a component is not a single value, or there is none
     * @throws OptionException if a pattern does not fit its component
     */
    RecordRows(Type type, CsvColumns options) {
        shape = new RecordShape(type);
        if (shape.names().isEmpty()) {
            throw new MalformedContent(
                    "", "the record " + shape.shown() + " has no components, and so would have no column");
        }
        for (int i = 0; i < shape.names().size(); i++) {
            String component = shape.names().get(i);
            String name = options.headers().getOrDefault(component, component);
            Type declared = shape.type(i);
            Optional<Type> held = Containers.optionalOf(declared);
            Optional<Class<?>> optional = held.map(any -> JavaTypes.raw(declared));
            Type value = held.orElse(declared);
            Cells.Cell cell = cell(component, name, value, options);
            boolean isText = cell.holdsEmptyText();
            columns.add(new RecordColumn(
                    i, name, cell, new RecordColumn.Nulls(optional, shape.isNullable(i), isText, options.nulls())));
        }
        values = new Object[columns.size()];
    }

    private Cells.Cell cell(String component, String header, Type value, CsvColumns options) {
        String which = "component \"" + component + "\" of " + shape.shown() + " is " + JavaTypes.show(value);
        Optional<String> key = options.formatOf(component, header, value);
        if (key.isEmpty()) {
            return options.forms()
                    .of(value)
                    .orElseThrow(() -> new MalformedContent("", which + ", which a cell cannot hold"));
        }
        List<String> patterns = options.formats().getOrDefault(key.get(), List.of());
        try {
            return DatePatterns.of(value, patterns, options.forms().locale())
                    .orElseThrow(() -> new MalformedContent("", which + ", which has no format"));
        } catch (MalformedContent e) {
            throw new OptionException(List.of(new OptionException.Mistake(CsvOptions.FORMATS, key.get(), e.problem())));
        }
    }

    @Override
    public void header(List<String> header) {
        place(
                ColumnNames.find(columns.stream().map(RecordColumn::name).toList(), header, ":1", "the file"),
                header.size());
    }

    /** Assigns columns to components. Several components, or none, can read the same column. */
    private void place(int[] places, int width) {
        atPlaces = new RecordColumn[width];
        for (int i = places.length - 1; i >= 0; i--) {
            columns.get(i).prepare(atPlaces[places[i]]);
            atPlaces[places[i]] = columns.get(i);
        }
    }

    @Override
    public void width(int width) {
        if (width != columns.size()) {
            throw new MalformedContent(
                    ":1",
                    shape.shown() + " has " + columns.size() + " components, but the file has " + width + " columns");
        }
        place(IntStream.range(0, width).toArray(), width);
    }

    @Override
    public boolean mayBeBlank() {
        return columns.stream().allMatch(RecordColumn::isNullable);
    }

    @Override
    public void cell(int index, char[] buffer, int offset, int length, boolean quoted) {
        for (RecordColumn column = atPlaces[index]; column != null; column = column.next()) {
            values[column.component()] = column.read(buffer, offset, length, quoted);
        }
    }

    @Override
    public Object row() {
        @Nullable Object[] row = values;
        values = new Object[row.length];
        try {
            return shape.create(row);
        } catch (InvocationTargetException e) {
            throw new MalformedContent("", shape.shown() + " refuses the row: " + RecordShape.reason(e), e.getCause());
        }
    }

    @Override
    public List<String> columns(@Nullable Object first) {
        return columns.stream().map(RecordColumn::name).toList();
    }

    @Override
    public void write(Object row, CellOutput out) {
        for (RecordColumn column : columns) {
            column.write(shape.value(row, column.component()), out);
        }
    }
}
