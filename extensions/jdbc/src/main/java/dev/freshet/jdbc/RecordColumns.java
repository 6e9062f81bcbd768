package dev.freshet.jdbc;

import dev.freshet.config.NearestName;
import dev.freshet.dataset.MalformedContent;
import dev.freshet.dataset.OptionException;
import dev.freshet.dataset.value.OptionalType;
import dev.freshet.dataset.value.RecordBinding;
import java.lang.reflect.Type;
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
    private record Component(
            String name, boolean isNamed, Kinds.Kind kind, Optional<OptionalType> optional, boolean isNullable) {}

    private final RecordBinding shape;
    private final List<Component> columns = new ArrayList<>();

    /**
     * Creates the columns of a record class.
     *
     * @param type the class, with its type arguments if it is generic
     * @param named column names by component, where they differ
     * @throws IllegalArgumentException if a column cannot hold a component, or a name is not a component
     */
    RecordColumns(Type type, Map<String, String> named) {
        shape = RecordBinding.of(type);
        for (int i = 0; i < shape.names().size(); i++) {
            String component = shape.names().get(i);
            Type declared = shape.type(i);
            Optional<OptionalType> optional = OptionalType.of(declared);
            Type value = optional.map(OptionalType::value).orElse(declared);
            Kinds.Kind kind = Kinds.of(value)
                    .orElseThrow(() -> new IllegalArgumentException("component \"" + component + "\" of "
                            + shape.shown() + " is " + value.getTypeName() + ", which a column cannot hold"));
            columns.add(new Component(
                    named.getOrDefault(component, component),
                    named.containsKey(component),
                    kind,
                    optional,
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
     * @throws MalformedContent if a column is missing or ambiguous, or can never hold values of its component
     */
    int[] places(List<Column> header) {
        int[] places = RecordBinding.columns(
                columns.stream().map(Component::name).toList(),
                header.stream().map(Column::name).toList(),
                "",
                "it");
        for (int i = 0; i < places.length; i++) {
            requireSameMeaning(columns.get(i).kind(), header.get(places[i]));
        }
        return places;
    }

    /** A moment is not a date and time without an offset: which of the two is meant would depend on the machine. */
    private static void requireSameMeaning(Kinds.Kind kind, Column column) {
        boolean isMoment = kind.stored().contains(Family.ZONED);
        if (isMoment && column.family() == Family.TIMESTAMP) {
            throw new MalformedContent(
                    "",
                    "column \"" + column.name() + "\" (" + column.type() + ") has no time zone, so it holds no moments;"
                            + " make the component a LocalDateTime, or the column a timestamp with time zone");
        }
        if (column.family() == Family.ZONED && kind.stored().contains(Family.TIMESTAMP)) {
            throw new MalformedContent(
                    "",
                    "column \"" + column.name() + "\" (" + column.type() + ") holds moments; make the component an"
                            + " Instant or an OffsetDateTime");
        }
    }

    /**
     * Reads a record from the values of a row.
     *
     * @throws MalformedContent if a column has the wrong kind of value, or the record refuses the row
     */
    Object read(@Nullable Object[] row, int[] places) {
        @Nullable Object[] values = new Object[places.length];
        for (int i = 0; i < places.length; i++) {
            values[i] = value(columns.get(i), row[places[i]]);
        }
        return shape.create(values);
    }

    private static @Nullable Object value(Component component, @Nullable Object stored) {
        Object value = stored == null ? null : converted(component, stored);
        if (value == null && !component.isNullable()) {
            throw new MalformedContent(
                    "",
                    "column \"" + component.name() + "\" is null, but must be "
                            + component.kind().description());
        }
        return component.optional().isPresent() ? component.optional().get().holding(value) : value;
    }

    private static Object converted(Component component, Object stored) {
        try {
            return component.kind().reader().apply(stored);
        } catch (RuntimeException e) {
            throw new MalformedContent(
                    "",
                    "column \"" + component.name() + "\": \"" + shown(stored) + "\" is not "
                            + component.kind().description());
        }
    }

    private static String shown(Object value) {
        String text = Column.shown(value).replace('\0', '\u2400');
        return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "...";
    }

    /**
     * Checks that columns hold the values of their components and give them back.
     *
     * @param targets the column of each component
     * @throws MalformedContent if a column does not
     */
    void requireStorable(List<Column> targets) {
        for (int i = 0; i < targets.size(); i++) {
            Column target = targets.get(i);
            if (!columns.get(i).kind().isStoredIn(target)) {
                throw new MalformedContent(
                        "",
                        "column \"" + target.name() + "\" is " + target.type() + ", which does not hold "
                                + columns.get(i).kind().description());
            }
        }
    }

    /** Returns the index of a component; -1 if there is none of that name. */
    int component(String name) {
        return shape.names().indexOf(name);
    }

    /** Returns the name of the column of a component. */
    String column(int component) {
        return columns.get(component).name();
    }

    /**
     * Checks that components exist.
     *
     * @param option the option that names them
     * @throws OptionException if one does not
     */
    void requireComponents(String option, List<String> names) {
        for (String name : names) {
            if (component(name) < 0) {
                throw new OptionException(
                        option,
                        "\"" + option + "\" has \"" + name + "\", which is not a component of " + shape.shown() + "; "
                                + NearestName.hint(name, shape.names()));
            }
        }
    }

    /**
     * Returns the statement parameters of a record, in the order of its components.
     *
     * @param targets the column of each component
     * @throws MalformedContent if a column cannot hold a value
     */
    @Nullable
    Object[] parameters(Object value, List<Column> targets) {
        @Nullable Object[] values = shape.values(value);
        for (int i = 0; i < values.length; i++) {
            Object held = OptionalType.held(values[i]);
            values[i] = held == null ? null : parameter(columns.get(i), held, targets.get(i));
        }
        return values;
    }

    private static Object parameter(Component component, Object value, Column target) {
        Object plain = value;
        try {
            plain = component.kind().parameter().apply(value);
            return target.dialect().parameter(plain, target);
        } catch (RuntimeException e) {
            String why = e instanceof IllegalArgumentException ? ": " + e.getMessage() : "";
            throw new MalformedContent(
                    "",
                    "column \"" + target.name() + "\" (" + target.type() + ") cannot hold \"" + shown(plain) + "\""
                            + why);
        }
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
