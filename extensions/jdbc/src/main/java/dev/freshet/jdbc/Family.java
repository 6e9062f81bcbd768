package dev.freshet.jdbc;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Locale;

/** Which kind of values a column holds. */
enum Family {
    /** Whole numbers of any size. */
    WHOLE,
    /** Decimal numbers. */
    DECIMAL,
    /** Binary numbers of 32 bits. */
    REAL,
    /** Binary numbers of 64 bits. */
    DOUBLE,
    BOOLEAN,
    TEXT,
    BYTES,
    DATE,
    TIME,
    /** Dates with times, but without an offset: no moments. */
    TIMESTAMP,
    /** Moments. */
    ZONED,
    /** What only its text shows, such as intervals, arrays and amounts of money. */
    OTHER,
    /** Values of any kind, whatever the declared type, as in SQLite. */
    ANY;

    /** Returns the family of a column of a result. */
    static Family of(ResultSetMetaData columns, int column, Dialect dialect) throws SQLException {
        if (dialect == Dialect.SQLITE) {
            return ANY;
        }
        return of(
                columns.getColumnType(column), columns.getColumnTypeName(column).toLowerCase(Locale.ROOT));
    }

    /** The driver of PostgreSQL distinguishes some types by their names only. */
    private static Family of(int type, String name) {
        return switch (name) {
            case "timestamptz" -> ZONED;
            case "timetz", "money", "oid", "uuid", "bit" -> OTHER;
            case "decfloat" -> DECIMAL;
            case "bool" -> BOOLEAN;
            default -> of(type);
        };
    }

    private static Family of(int type) {
        return switch (type) {
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> WHOLE;
            case Types.NUMERIC, Types.DECIMAL -> DECIMAL;
            case Types.REAL -> REAL;
            case Types.DOUBLE, Types.FLOAT -> DOUBLE;
            case Types.BOOLEAN, Types.BIT -> BOOLEAN;
            case Types.CHAR,
                    Types.VARCHAR,
                    Types.LONGVARCHAR,
                    Types.CLOB,
                    Types.NCHAR,
                    Types.NVARCHAR,
                    Types.LONGNVARCHAR,
                    Types.NCLOB -> TEXT;
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> BYTES;
            case Types.DATE -> DATE;
            case Types.TIME -> TIME;
            case Types.TIMESTAMP -> TIMESTAMP;
            case Types.TIMESTAMP_WITH_TIMEZONE -> ZONED;
            default -> OTHER;
        };
    }

    boolean isNumber() {
        return this == WHOLE || this == DECIMAL || this == REAL || this == DOUBLE;
    }
}
