package dev.freshet.jdbc;

import java.math.BigDecimal;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A column of a result. It reads a value as one of few Java types, the same whatever record asks for it and whatever
 * the time zone of the machine: a number, {@code Boolean}, {@code String}, {@code byte[]}, {@code UUID}, or a date, a
 * time, both, or both with an offset. Digests and records are made of these values, so that what a record can tell
 * apart has different digests.
 *
 * @param type the type as the database names it
 * @param scale the digits behind the point of a decimal number or of the seconds of a time; negative if any number of
 *     digits is possible
 * @param width the number of bytes to which the database fills values up; 0 if it does not
 */
record Column(String name, String type, Family family, int scale, int width, Dialect dialect) {
    static List<Column> of(ResultSetMetaData data, Dialect dialect) throws SQLException {
        List<Column> columns = new ArrayList<>();
        for (int column = 1; column <= data.getColumnCount(); column++) {
            String type = String.valueOf(data.getColumnTypeName(column));
            Family family = Family.of(data, column, dialect);
            int scale = scale(data, column, family);
            int width = dialect == Dialect.POSTGRESQL ? 0 : width(data, column);
            columns.add(new Column(data.getColumnLabel(column), type, family, scale, width, dialect));
        }
        return columns;
    }

    private static int width(ResultSetMetaData data, int column) throws SQLException {
        return data.getColumnType(column) == Types.BINARY ? data.getPrecision(column) : 0;
    }

    private static int scale(ResultSetMetaData data, int column, Family family) throws SQLException {
        if (family == Family.TIME) {
            return data.getScale(column);
        }
        boolean isFixed = family == Family.DECIMAL
                && data.getPrecision(column) > 0
                && !data.getColumnTypeName(column).equalsIgnoreCase("decfloat");
        return isFixed ? data.getScale(column) : -1;
    }

    /**
     * Returns the value of the current row; null if it is null. A value that the driver cannot read is given as its
     * text.
     */
    @Nullable
    Object read(ResultSet rows, int place) throws SQLException {
        try {
            return known(rows, place);
        } catch (SQLException e) {
            if (DatabaseErrors.isBroken(e)) {
                throw e;
            }
            return rows.getString(place);
        }
    }

    private @Nullable Object known(ResultSet rows, int place) throws SQLException {
        return switch (family) {
            case DATE -> rows.getObject(place, LocalDate.class);
            case TIME -> time(rows, place);
            case TIMESTAMP -> rows.getObject(place, LocalDateTime.class);
            case ZONED -> moment(rows, place);
            case BYTES -> rows.getBytes(place);
            case TEXT -> text(rows, place);
            default -> plain(rows, place);
        };
    }

    /** The driver of PostgreSQL gives 24:00 as the last time before it. */
    private static @Nullable Object time(ResultSet rows, int place) throws SQLException {
        LocalTime time = rows.getObject(place, LocalTime.class);
        return LocalTime.MAX.equals(time) ? rows.getString(place) : time;
    }

    /** PostgreSQL stores moments without an offset; in other databases, the offset is part of the value. */
    private @Nullable Object moment(ResultSet rows, int place) throws SQLException {
        OffsetDateTime moment = rows.getObject(place, OffsetDateTime.class);
        return moment == null || dialect != Dialect.POSTGRESQL || isInfinite(moment)
                ? moment
                : moment.withOffsetSameInstant(ZoneOffset.UTC);
    }

    /** The driver of PostgreSQL stores and gives infinity as the limits of Java, which have no moment in UTC. */
    private static boolean isInfinite(OffsetDateTime moment) {
        return moment.equals(OffsetDateTime.MIN) || moment.equals(OffsetDateTime.MAX);
    }

    private static @Nullable String text(ResultSet rows, int place) throws SQLException {
        Object value = rows.getObject(place);
        return value instanceof Clob clob ? whole(clob) : rows.getString(place);
    }

    private static String whole(Clob clob) throws SQLException {
        return clob.getSubString(1, Math.toIntExact(clob.length()));
    }

    private @Nullable Object plain(ResultSet rows, int place) throws SQLException {
        Object value = rows.getObject(place);
        if (family == Family.OTHER && value != null) {
            return value instanceof UUID ? value : rows.getString(place);
        }
        if (value instanceof Clob clob) {
            return whole(clob);
        }
        if (value instanceof Blob) {
            return rows.getBytes(place);
        }
        return isPlain(value) ? value : rows.getString(place);
    }

    private static boolean isPlain(@Nullable Object value) {
        return value == null
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof String
                || value instanceof UUID
                || value instanceof byte[];
    }

    /** Returns a value as a text, the same for the same value. */
    static String shown(Object value) {
        if (value instanceof byte[] bytes) {
            return bytes.length + " bytes";
        }
        return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    }
}
