package dev.freshet.dataset.value;

import dev.freshet.config.Excerpt;
import dev.freshet.dataset.cell.Cells;
import java.lang.reflect.Type;
import java.util.Optional;

/**
 * How values of a type are read from text and written as text, in the way of csv: numbers, {@code boolean}, enums, dates and
 * times, {@code UUID}, text.
 */
public final class TextValue {
    private final Cells.Cell cell;

    private TextValue(Cells.Cell cell) {
        this.cell = cell;
    }

    /** That of a type; empty if it is not a single value. */
    public static Optional<TextValue> of(Type type) {
        return Cells.of(type).map(TextValue::new);
    }

    /**
     * Reads a text that is not empty.
     *
     * @throws IllegalArgumentException if it is not such a value; the message says which text is none, and what is
     */
    public Object parse(String text) {
        try {
            return cell.parse().apply(text);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(Excerpt.quoted(text) + " is not " + cell.description(), e);
        }
    }

    /** The inverse of {@link #parse}. */
    public String print(Object value) {
        return cell.print().apply(value);
    }

    /** What such values are, as in {@code an int}. */
    public String description() {
        return cell.description();
    }
}
