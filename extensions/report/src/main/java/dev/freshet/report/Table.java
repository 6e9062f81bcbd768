package dev.freshet.report;

import dev.freshet.dataset.value.RecordBinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A table.
 *
 * <pre>{@code
 * Table.of(routes,
 *         Column.of("route", route -> route.from() + " to " + route.to()),
 *         Column.of("flights", RouteDelay::flights),
 *         Column.bars("mean delay", RouteDelay::meanDelay))
 * }</pre>
 *
 * @param caption what stands above the table; may be empty
 * @param limit how many rows are shown; the others are counted
 */
public record Table(String caption, List<Cells> columns, int limit) implements Block {
    private static final int ROWS = 1000;

    public Table {
        columns = List.copyOf(columns);
    }

    /**
     * A column with its cells as they are shown.
     *
     * @param lengths the numbers of the cells, whose bars are shown; empty if there are no bars
     */
    public record Cells(String name, boolean isNumeric, List<String> texts, List<Double> lengths) {
        public Cells {
            texts = List.copyOf(texts);
            lengths = List.copyOf(lengths);
        }
    }

    /**
     * Returns a table with a column for each component of a record. The name {@code meanDelay} becomes the heading {@code
     * mean delay}.
     *
     * @throws IllegalArgumentException if a component is no text, number, date, truth value or enum constant
     */
    public static <T extends Record> Table of(List<T> rows) {
        return rows.isEmpty()
                ? new Table("", List.of(), ROWS)
                : of(rows, components(rows.get(0).getClass()));
    }

    /**
     * Returns a table of rows.
     *
     * @throws IllegalArgumentException if a cell is no text, number, date, truth value or enum constant
     */
    @SafeVarargs
    public static <T> Table of(List<? extends T> rows, Column<T> first, Column<T>... others) {
        List<Column<T>> columns = new ArrayList<>(List.of(first));
        for (Column<T> column : others) {
            columns.add(column);
        }
        return of(rows, columns);
    }

    private static <T> Table of(List<? extends T> rows, List<Column<T>> columns) {
        return new Table("", columns.stream().map(column -> cells(column, rows)).toList(), ROWS);
    }

    /** Returns this table with a caption. */
    public Table caption(String text) {
        return new Table(text, columns, limit);
    }

    /** Returns this table with another limit of rows than 1000. The others are only counted. */
    public Table limit(int rows) {
        return new Table(caption, columns, rows);
    }

    private static <T> List<Column<T>> components(Class<?> type) {
        RecordBinding binding = RecordBinding.of(type);
        List<Column<T>> columns = new ArrayList<>();
        for (int i = 0; i < binding.names().size(); i++) {
            int component = i;
            columns.add(Column.of(heading(binding.names().get(i)), row -> binding.values(row)[component]));
        }
        return columns;
    }

    private static String heading(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
    }

    private static <T> Cells cells(Column<T> column, List<? extends T> rows) {
        List<@Nullable Object> values = new ArrayList<>();
        List<Number> numbers = new ArrayList<>();
        boolean isNumeric = true;
        for (T row : rows) {
            Object value = Values.unwrapped(column.value.apply(row));
            values.add(value);
            if (value instanceof Number number && Numbers.isNumber(number)) {
                numbers.add(number);
            } else if (value != null) {
                isNumeric = false;
            }
        }
        int decimals = column.decimals.orElseGet(() -> Numbers.decimals(numbers));
        List<String> texts = new ArrayList<>();
        List<Double> lengths = new ArrayList<>();
        for (Object value : values) {
            texts.add(
                    value instanceof Number number && Numbers.isNumber(number)
                            ? Numbers.text(number, decimals)
                            : Values.words(value));
            if (column.hasBars) {
                lengths.add(value instanceof Number number ? number.doubleValue() : Double.NaN);
            }
        }
        return new Cells(column.name, isNumeric && !numbers.isEmpty(), texts, lengths);
    }
}
