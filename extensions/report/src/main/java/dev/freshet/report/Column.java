package dev.freshet.report;

import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a column of a table is made of rows.
 *
 * @param <T> the type of the rows
 */
public final class Column<T> {
    private static final int MOST_DECIMALS = 10;

    final String name;
    final Function<? super T, ? extends @Nullable Object> value;
    final OptionalInt decimals;
    final boolean hasBars;

    private Column(
            String name, Function<? super T, ? extends @Nullable Object> value, OptionalInt decimals, boolean hasBars) {
        this.name = name;
        this.value = value;
        this.decimals = decimals;
        this.hasBars = hasBars;
    }

    /**
     * Returns a column. Numbers are rounded alike and stand on the right.
     *
     * @param value gives the value of a row: a text, number, date, truth value or enum constant, or an {@code Optional}
     *     of these; null leaves the cell empty
     */
    public static <T> Column<T> of(String name, Function<? super T, ? extends @Nullable Object> value) {
        return new Column<>(name, value, OptionalInt.empty(), false);
    }

    /** Returns a column of numbers, each with a bar of its length. */
    public static <T> Column<T> bars(String name, Function<? super T, ? extends @Nullable Number> value) {
        return new Column<>(name, value, OptionalInt.empty(), true);
    }

    /**
     * Returns this column with so many decimals of its numbers, instead of as many as they need.
     *
     * @throws IllegalArgumentException if it is less than 0 or more than 10
     */
    public Column<T> decimals(int decimals) {
        if (decimals < 0 || decimals > MOST_DECIMALS) {
            throw new IllegalArgumentException("a column has from 0 to 10 decimals, not " + decimals);
        }
        return new Column<>(name, value, OptionalInt.of(decimals), hasBars);
    }
}
