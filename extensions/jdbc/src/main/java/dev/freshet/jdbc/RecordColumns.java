package dev.freshet.jdbc;

import dev.freshet.config.NearestName;
import dev.freshet.dataset.MalformedContent;
import dev.freshet.dataset.OptionException;
import dev.freshet.dataset.value.RecordBinding;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The components of a record class and their columns. */
final class RecordColumns {
    private static final int MOST_SHOWN = 60;

    /**
     * A component.
     *
     * @param name the name of the column
     * @param isNamed whether the catalog gives that name
     */
    private record Column(String name, boolean isNamed, Kinds.Kind kind, boolean isOptional, boolean isNullable) {}

    private final RecordBinding shape;
    private final List<Column> columns = new ArrayList<>();

    /**
     * Creates the columns of a record class.
     *
     * @param named column names by component, where they differ
     * @throws IllegalArgumentException if a column cannot hold a component, or a name is not a component
     */
    RecordColumns(Class<?> type, Map<String, String> named) {
        shape = RecordBinding.of(type);
        for (int i = 0; i < shape.names().size(); i++) {
            String component = shape.names().get(i);
            Type declared = shape.type(i);
            boolean isOptional =
                    declared instanceof ParameterizedType parameterized && parameterized.getRawType() == Optional.class;
            Type value = isOptional ? ((ParameterizedType) declared).getActualTypeArguments()[0] : declared;
            Kinds.Kind kind = Kinds.of(value)
                    .orElseThrow(() -> new IllegalArgumentException("component \"" + component + "\" of "
                            + shape.shown() + " is " + value.getTypeName() + ", which a column cannot hold"));
            columns.add(new Column(
                    named.getOrDefault(component, component),
                    named.containsKey(component),
                    kind,
                    isOptional,
                    shape.isNullable(i)));
        }
        named.keySet().forEach(this::requireComponent);
    }

    private void requireComponent(String name) {
        if (!shape.names().contains(name)) {
            String hint = NearestName.hint(name, shape.names());
            throw new OptionException(List.of(new OptionException.Mistake(
                    DatabaseProvider.COLUMNS.name(),
                    name,
                    "\"columns\" has \"" + name + "\", which is not a component of " + shape.shown() + "; " + hint)));
        }
    }

    /**
     * Returns the indexes, from 0, of the columns of all components.
     *
     * @throws MalformedContent if a column is missing or ambiguous
     */
    int[] places(List<String> header) {
        return RecordBinding.columns(columns.stream().map(Column::name).toList(), header, "", "it");
    }

    /**
     * Reads the record of the current row.
     *
     * @throws MalformedContent if a column has the wrong kind of value, or the record refuses the row
     */
    Object read(ResultSet rows, int[] places) throws SQLException {
        @Nullable Object[] values = new Object[places.length];
        for (int i = 0; i < places.length; i++) {
            values[i] = value(columns.get(i), rows, places[i] + 1);
        }
        return shape.create(values);
    }

    private static @Nullable Object value(Column column, ResultSet rows, int place) throws SQLException {
        Object value;
        try {
            value = column.kind().reader().read(rows, place);
        } catch (SQLException e) {
            if (DatabaseErrors.isBroken(e)) {
                throw e;
            }
            throw wrong(column, rows, place);
        } catch (RuntimeException e) {
            throw wrong(column, rows, place);
        }
        if (value == null && !column.isNullable()) {
            throw new MalformedContent(
                    "",
                    "column \"" + column.name() + "\" is null, but must be "
                            + column.kind().description());
        }
        return column.isOptional() ? Optional.ofNullable(value) : value;
    }

    private static MalformedContent wrong(Column column, ResultSet rows, int place) throws SQLException {
        String text = String.valueOf(rows.getString(place));
        String shown = text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "...";
        return new MalformedContent(
                "",
                "column \"" + column.name() + "\": \"" + shown + "\" is not "
                        + column.kind().description());
    }

    /** Returns the statement parameters of a record, in the order of its components. */
    @Nullable
    Object[] parameters(Object value) {
        @Nullable Object[] values = shape.values(value);
        for (int i = 0; i < values.length; i++) {
            Object held = values[i] instanceof Optional<?> optional ? optional.orElse(null) : values[i];
            values[i] = held == null ? null : columns.get(i).kind().parameter().apply(held);
        }
        return values;
    }

    /** Returns the columns of a new table for these records: {@code arrivalDelay} becomes {@code arrival_delay}. */
    List<NewColumn> definition(Dialect dialect) {
        return columns.stream()
                .map(column -> new NewColumn(
                        column.isNamed() ? column.name() : snake(column.name()),
                        column.kind().column().apply(dialect) + (column.isNullable() ? "" : " not null")))
                .toList();
    }

    /** A column that does not exist yet. */
    record NewColumn(String name, String type) {}

    private static String snake(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
