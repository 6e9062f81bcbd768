package dev.freshet.report;

/**
 * A key figure.
 *
 * @param label what it is, such as {@code flights}
 * @param value the figure as it is shown, such as {@code 20,000}
 * @param note what is said below it, such as its unit; may be empty
 */
public record Figure(String label, String value, String note) {
    /** Returns a figure without a note. */
    public static Figure of(String label, Object value) {
        return of(label, value, "");
    }

    /**
     * Returns a figure.
     *
     * @param value a number, which is rounded and grouped, or anything else that a {@link Column} can hold
     * @param note what is said below it, such as its unit
     * @throws IllegalArgumentException if the value is of another kind
     */
    public static Figure of(String label, Object value, String note) {
        return new Figure(label, Values.single(value), note);
    }
}
