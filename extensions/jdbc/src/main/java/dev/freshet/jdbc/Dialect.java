package dev.freshet.jdbc;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
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
            if (target.family() != Family.TEXT && isTooEarly(value)) {
                throw new IllegalArgumentException("the driver would store minus infinity for what is before 4713 BC");
            }
            return value instanceof LocalTime time && target.family() == Family.TIME
                    ? withinDay(time, target.scale())
                    : super.parameter(value, target);
        }

        // The first value of a type in Java is meant to be minus infinity.
        private boolean isTooEarly(Object value) {
            if (value instanceof LocalDate date) {
                return date.isBefore(FIRST) && !date.equals(LocalDate.MIN);
            }
            if (value instanceof LocalDateTime time) {
                return time.isBefore(FIRST.atStartOfDay()) && !time.equals(LocalDateTime.MIN);
            }
            return value instanceof OffsetDateTime moment
                    && moment.isBefore(FIRST.atStartOfDay().atOffset(ZoneOffset.UTC))
                    && !moment.equals(OffsetDateTime.MIN);
        }

        // The end of a day would be rounded to 24:00, which is no time of day in Java, so it is cut off.
        private LocalTime withinDay(LocalTime time, int digits) {
            long unit = Duration.ofSeconds(1).toNanos();
            for (int digit = 0; digit < digits; digit++) {
                unit /= 10;
            }
            long day = Duration.ofDays(1).toNanos();
            // The driver rounds to microseconds, and then the database to the digits of the column.
            return time.toNanoOfDay() + unit / 2 + 500 < day ? time : LocalTime.ofNanoOfDay(day - unit);
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

    /** The first day that the driver of PostgreSQL stores as such. */
    private static final LocalDate FIRST = LocalDate.of(-4712, 1, 1);

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
