package dev.freshet.jdbc;

import java.sql.Clob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Helpers for the types of columns. */
final class SqlTypes {
    private SqlTypes() {}

    /** Returns whether a column holds moments. The driver of PostgreSQL shows this by the type's name only. */
    static boolean isZoned(int type, String name) {
        return type == Types.TIMESTAMP_WITH_TIMEZONE
                || (type == Types.TIMESTAMP && name.toLowerCase(Locale.ROOT).equals("timestamptz"));
    }

    /** Returns a value as text, including large objects. */
    static @Nullable String text(ResultSet rows, int column) throws SQLException {
        Clob clob = rows.getClob(column);
        return clob == null ? null : clob.getSubString(1, Math.toIntExact(clob.length()));
    }
}
