package dev.freshet.dataset.value;

import dev.freshet.config.Excerpt;
import dev.freshet.dataset.cell.Cells;
import java.lang.reflect.Type;
import java.util.Optional;

/**
 * Reads values of one type from text and writes them as text, in the same form as csv cells. It supports numbers,
 * {@code boolean}, enums, dates and times, {@code UUID} and text.
 */
public final class TextValue {
    private final Cells.Cell cell;
    private final boolean holdsEmptyText;

    private TextValue(Cells.Cell cell) {
        this.cell = cell;
        holdsEmptyText = cell.holdsEmptyText();
    }

    /** Returns the conversion for a type; empty if the type is not a single value. */
    public static Optional<TextValue> of(Type type) {
        return Cells.of(type).map(TextValue::new);
    }

    /**
     * Converts a text to a value.
     *
     * @throws IllegalArgumentException if the text is not a value of the type; the message shows the text and says what
     *     is legal
     */
    public Object parse(String text) {
        try {
            return cell.parse().apply(text);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(Excerpt.quoted(text) + " " + cell.refusal(e), e);
        }
    }

    /** Converts a value to text; the inverse of {@link #parse}. */
    public String print(Object value) {
        return cell.print().apply(value);
    }

    /** Returns whether the empty text is a value, such as an empty text or no bytes, so that it is not null. */
    public boolean holdsEmptyText() {
        return holdsEmptyText;
    }

    /** Returns the type of the values in words, such as {@code an int}. */
    public String description() {
        return cell.description();
    }
}
