package dev.freshet.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
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
    },
    H2("decfloat", "varbinary"),
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
