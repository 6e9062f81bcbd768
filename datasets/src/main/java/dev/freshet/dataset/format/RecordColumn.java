package dev.freshet.dataset.format;

import dev.freshet.config.Excerpt;
import dev.freshet.dataset.MalformedContent;
import dev.freshet.dataset.cell.Cells;
import dev.freshet.dataset.cell.Containers;
import dev.freshet.dataset.cell.QuickCell;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The column of a record's component. It is used by one thread at a time. */
final class RecordColumn {
    private final int component;
    private final String name;
    private final Cells.Cell cell;
    private final QuickCell.Kind kind;
    private @Nullable RecentValues recent;
    private final Nulls nulls;
    private final @Nullable Class<?> optional;
    private final @Nullable WordSet nullWords;
    private @Nullable RecordColumn next;

    /**
     * How a column holds null.
     *
     * @param optional the component's class, if it is an optional of the cell's value
     * @param nullable whether the component can be null
     * @param isText whether a cell in quotes is always a text; of other types it can be empty or a word for null
     * @param words the cells that stand for null, besides empty ones
     */
    record Nulls(Optional<Class<?>> optional, boolean nullable, boolean isText, List<String> words) {}

    /**
     * Creates a column.
     *
     * @param component the index of the component
     */
    RecordColumn(int component, String name, Cells.Cell cell, Nulls nulls) {
        this.component = component;
        this.name = name;
        this.cell = cell;
        this.nulls = nulls;
        optional = nulls.optional().orElse(null);
        nullWords = nulls.isText() || nulls.words().isEmpty() ? null : new WordSet(nulls.words());
        kind = cell.kind();
    }

    int component() {
        return component;
    }

    String name() {
        return name;
    }

    boolean isNullable() {
        return nulls.nullable();
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
        if (length == 0 ? !quoted || !nulls.isText() : isNullInQuotes(buffer, offset, length, quoted)) {
            return empty();
        }
        try {
            Object value =
                    recent == null ? QuickCell.read(kind, buffer, offset, length) : recent.read(buffer, offset, length);
            if (value == null) {
                value = cell.parse().apply(new String(buffer, offset, length));
            }
            return optional == null ? value : Containers.present(optional, value);
        } catch (RuntimeException e) {
            String text = new String(buffer, offset, length);
            throw bad("column \"" + name + "\": " + Excerpt.quoted(text) + " is not " + cell.description());
        }
    }

    private boolean isNullInQuotes(char[] buffer, int offset, int length, boolean quoted) {
        return quoted && nullWords != null && nullWords.contains(buffer, offset, length);
    }

    private @Nullable Object empty() {
        if (!nulls.nullable()) {
            throw bad("column \"" + name + "\" is empty, but must be " + cell.description());
        }
        return optional == null ? null : Containers.absent(optional);
    }

    private static Rows.BadCell bad(String problem) {
        return new Rows.BadCell(problem);
    }

    /**
     * Writes the cell of a component's value.
     *
     * @throws MalformedContent if the value cannot be written
     */
    void write(@Nullable Object component, Rows.CellOutput out) {
        Object value = optional == null || component == null ? component : Containers.held(component);
        if (value == null) {
            out.cell(null);
            return;
        }
        if (nullWords != null) {
            out.cell(unlikeNull(print(value)));
            return;
        }
        switch (kind) {
            case BYTE, INT, LONG, SHORT -> out.whole(((Number) value).longValue());
            case DATE -> out.date((LocalDate) value);
            case DOUBLE -> out.number((Double) value);
            case BOOLEAN, BYTES, DATE_TIME, OTHER -> out.cell(print(value));
        }
    }

    private String unlikeNull(String text) {
        if (nulls.words().contains(text)) {
            throw new MalformedContent(
                    "", "column \"" + name + "\": " + Excerpt.quoted(text) + " would be read as null");
        }
        return text;
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
