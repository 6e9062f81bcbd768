package dev.freshet.jdbc;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The differences between databases. */
enum Dialect {
    POSTGRESQL("numeric", "bytea") {
        // A text without a type also fits columns of enums, JSON and the like.
        @Override
        void set(PreparedStatement statement, int parameter, @Nullable Object value) throws SQLException {
            if (value instanceof String || value instanceof UUID) {
                statement.setObject(parameter, value.toString(), Types.OTHER);
            } else {
                super.set(statement, parameter, value);
            }
        }

        @Override
        Object parameter(Object value, Column target) {
            PostgresValues.requireStorable(value, target);
            return value instanceof LocalTime time && target.family() == Family.TIME
                    ? PostgresValues.withinDay(time, target.scale())
                    : super.parameter(value, target);
        }
    },
    H2("decfloat", "varbinary"),
    SQLITE("text", "blob") {
        // The type would be refused: there is no time with microseconds.
        @Override
        String type(String standard) {
            return standard.replace("(6)", "");
        }
    },
    STANDARD("decimal(38, 10)", "varbinary");

    private final String decimal;
    private final String bytes;

    Dialect(String decimal, String bytes) {
        this.decimal = decimal;
        this.bytes = bytes;
    }

    static Dialect of(Connection connection) throws SQLException {
        return switch (connection.getMetaData().getDatabaseProductName()) {
            case "PostgreSQL" -> POSTGRESQL;
            case "H2" -> H2;
            case "SQLite" -> SQLITE;
            default -> STANDARD;
        };
    }

    /** Returns the type of a column for decimal numbers, of any length if the database has such a type. */
    String decimal() {
        return decimal;
    }

    String bytes() {
        return bytes;
    }

    /** Returns the database's form of a type of the SQL standard. */
    String type(String standard) {
        return standard;
    }

    /**
     * Returns the value to send for a column, which the column gives back as an equal one, except where the column
     * declares fewer digits.
     *
     * @throws RuntimeException if the column cannot hold the value
     */
    Object parameter(Object value, Column target) {
        if (this == SQLITE) {
            return Sqlite.parameter(value, target.type());
        }
        if (target.family() == Family.TEXT && !(value instanceof String)) {
            return Column.shown(value);
        }
        if (value instanceof byte[] bytes && bytes.length < target.width()) {
            throw new IllegalArgumentException("the database would fill it up to " + target.width() + " bytes");
        }
        if (!(value instanceof Number number)) {
            return value;
        }
        return switch (target.family()) {
            case WHOLE -> new BigDecimal(Numbers.whole(value));
            case REAL -> Numbers.storedFloat(number);
            case DOUBLE -> Numbers.storedDouble(number);
            // Databases that convert a binary number themselves keep fewer digits.
            case DECIMAL -> Numbers.decimal(value);
            default -> value;
        };
    }

    void set(PreparedStatement statement, int parameter, @Nullable Object value) throws SQLException {
        if (value == null) {
            statement.setNull(parameter, Types.NULL);
        } else if (value instanceof byte[] data) {
            statement.setBytes(parameter, data);
        } else {
            statement.setObject(parameter, value);
        }
    }
}
