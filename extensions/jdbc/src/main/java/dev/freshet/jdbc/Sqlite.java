package dev.freshet.jdbc;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Values as SQLite stores them. SQLite has whole numbers, binary numbers, texts and bytes only, and converts what it is
 * given as the declared type of the column suggests. This class refuses what such a conversion would change.
 */
final class Sqlite {
    private static final Pattern NUMBER = Pattern.compile("\\s*[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?\\s*");

    private Sqlite() {}

    /** How SQLite converts what a column is given. */
    private enum Affinity {
        WHOLE,
        BINARY,
        TEXT,
        NONE,
        NUMERIC;

        /** The rules of SQLite's documentation, in its order. */
        static Affinity of(String type) {
            String name = type.toUpperCase(Locale.ROOT);
            if (name.contains("INT")) {
                return WHOLE;
            }
            if (name.contains("CHAR") || name.contains("CLOB") || name.contains("TEXT")) {
                return TEXT;
            }
            if (name.contains("BLOB")) {
                return NONE;
            }
            return name.contains("REAL") || name.contains("FLOA") || name.contains("DOUB") ? BINARY : NUMERIC;
        }

        boolean isNumeric() {
            return this == WHOLE || this == BINARY || this == NUMERIC;
        }
    }

    /**
     * Returns what to store for a value, so that it is read as an equal one.
     *
     * @throws IllegalArgumentException if the column cannot hold it; the message says why
     */
    static Object parameter(Object value, String type) {
        Affinity affinity = Affinity.of(type);
        if (value instanceof byte[]) {
            return value;
        }
        if (value instanceof Boolean flag) {
            return affinity == Affinity.TEXT ? value.toString() : (Object) (flag ? 1 : 0);
        }
        if (value instanceof Number number) {
            return number(number, affinity);
        }
        String text = value.toString();
        if (affinity.isNumeric() && NUMBER.matcher(text).matches()) {
            throw new IllegalArgumentException("SQLite would store the text as a number");
        }
        return text;
    }

    private static Object number(Number number, Affinity affinity) {
        boolean isBinary = number instanceof Double || number instanceof Float;
        if (affinity == Affinity.TEXT || (affinity == Affinity.NONE && number instanceof BigDecimal)) {
            return Column.shown(number);
        }
        if (isBinary && Double.isNaN(number.doubleValue())) {
            throw new IllegalArgumentException("SQLite would store it as null");
        }
        if (isBinary) {
            return number.doubleValue();
        }
        BigDecimal exact = Numbers.decimal(number);
        boolean isLong =
                exact.stripTrailingZeros().scale() <= 0 && exact.toBigInteger().bitLength() < Long.SIZE;
        if (isLong && affinity != Affinity.BINARY) {
            return exact.longValueExact();
        }
        try {
            return Numbers.storedDouble(exact);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("SQLite would round it; declare the column as text", e);
        }
    }

    /**
     * Returns how the unique indexes of a table compare texts of a column, as an operator; empty if exactly.
     *
     * @param column the column's name in quotes
     */
    static String collation(Connection connection, String table, String column) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select i.coll from pragma_index_list(?) l, pragma_index_xinfo(l.name) i where l.\"unique\" and i.key"
                        + " and lower(i.name) = lower(?) and i.coll <> 'BINARY'")) {
            statement.setString(1, table);
            statement.setString(2, column.substring(1, column.length() - 1).replace("\"\"", "\""));
            try (ResultSet found = statement.executeQuery()) {
                return found.next() ? " collate " + found.getString(1) : "";
            }
        }
    }
}
