package dev.freshet.dataset.format;

import dev.freshet.config.Excerpt;
import dev.freshet.dataset.MalformedContent;
import dev.freshet.dataset.cell.Cells;
import dev.freshet.dataset.cell.QuickCell;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The column of a record's component. It is used by one thread at a time. */
final class RecordColumn {
    private final int component;
    private final String name;
    private final Cells.Cell cell;
    private final QuickCell.Kind kind;
    private @Nullable RecentValues recent;
    private final boolean optional;
    private final boolean nullable;
    private @Nullable RecordColumn next;

    /**
     * Creates a column.
     *
     * @param component the index of the component
     * @param optional whether the component is an {@link Optional} of the cell's value
     * @param nullable whether the component can be null
     */
    RecordColumn(int component, String name, Cells.Cell cell, boolean optional, boolean nullable) {
        this.component = component;
        this.name = name;
        this.cell = cell;
        this.optional = optional;
        this.nullable = nullable;
        kind = cell.kind();
    }

    int component() {
        return component;
    }

    String name() {
        return name;
    }

    boolean isNullable() {
        return nullable;
    }

    /** Returns the next component that is read from the same cells. */
    @Nullable
    RecordColumn next() {
        return next;
    }

    /** Marks the column as present in the file, followed by another one that reads the same cells. */
    void prepare(@Nullable RecordColumn next) {
        this.next = next;
        recent = kind == QuickCell.Kind.OTHER ? new RecentValues(cell.parse()) : null;
    }

    /**
     * Returns the component's value.
     *
     * @throws Rows.BadCell if the cell does not hold a legal value
     */
    @Nullable
    Object read(char[] buffer, int offset, int length, boolean quoted) {
        if (length == 0 && !quoted) {
            return empty();
        }
        try {
            Object value =
                    recent == null ? QuickCell.read(kind, buffer, offset, length) : recent.read(buffer, offset, length);
            if (value == null) {
                value = cell.parse().apply(new String(buffer, offset, length));
            }
            return optional ? Optional.of(value) : value;
        } catch (RuntimeException e) {
            String text = new String(buffer, offset, length);
            throw bad("column \"" + name + "\": " + Excerpt.quoted(text) + " is not " + cell.description());
        }
    }

    private @Nullable Object empty() {
        if (!nullable) {
            throw bad("column \"" + name + "\" is empty, but must be " + cell.description());
        }
        return optional ? Optional.empty() : null;
    }

    private Rows.BadCell bad(String problem) {
        return new Rows.BadCell(component, problem);
    }

    /**
     * Writes the cell of a component's value.
     *
     * @throws MalformedContent if the value cannot be written
     */
    void write(@Nullable Object component, Rows.CellOutput out) {
        Object value = component instanceof Optional<?> maybe ? maybe.orElse(null) : component;
        if (value == null) {
            out.cell(null);
            return;
        }
        switch (kind) {
            case BYTE, INT, LONG, SHORT -> out.whole(((Number) value).longValue());
            case DATE -> out.date((LocalDate) value);
            case DOUBLE -> out.number((Double) value);
            case BOOLEAN, DATE_TIME, OTHER -> out.cell(print(value));
        }
    }

    private String print(Object value) {
        try {
            return cell.print().apply(value);
        } catch (RuntimeException e) {
            throw new MalformedContent(
                    "", "column \"" + name + "\": " + value + " cannot be written as " + cell.description(), e);
        }
    }
}
