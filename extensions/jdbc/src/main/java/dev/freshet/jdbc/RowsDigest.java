package dev.freshet.jdbc;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.temporal.Temporal;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 of rows, with the names and types of their columns. If the order is not part of the content, the digests of
 * the rows are added up: the sum is the same in any order, and duplicate rows change it.
 */
final class RowsDigest {
    private static final int LANES = 4;
    private static final int HEX_BYTES = 16;
    private static final char NUMBER = 'n';
    private static final char TEXT = 't';
    private static final char BYTES = 'b';

    private final MessageDigest row = sha();
    private final MessageDigest all = sha();
    private final long[] sum = new long[LANES];
    private long count;

    private RowsDigest() {}

    private static MessageDigest sha() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    /** Returns the digest of all rows as 32 hex digits. */
    static String of(ResultSet rows, boolean isOrdered) throws SQLException {
        RowsDigest digest = new RowsDigest();
        ResultSetMetaData columns = rows.getMetaData();
        for (int column = 1; column <= columns.getColumnCount(); column++) {
            add(digest.all, columns.getColumnLabel(column).getBytes(StandardCharsets.UTF_8));
            add(digest.all, columns.getColumnTypeName(column).getBytes(StandardCharsets.UTF_8));
        }
        while (rows.next()) {
            digest.add(rows, columns, isOrdered);
        }
        return digest.hex();
    }

    private void add(ResultSet rows, ResultSetMetaData columns, boolean isOrdered) throws SQLException {
        for (int column = 1; column <= columns.getColumnCount(); column++) {
            add(row, bytes(rows, columns, column));
        }
        byte[] digest = row.digest();
        count++;
        if (isOrdered) {
            all.update(digest);
        } else {
            ByteBuffer words = ByteBuffer.wrap(digest);
            for (int lane = 0; lane < LANES; lane++) {
                sum[lane] += words.getLong();
            }
        }
    }

    private static void add(MessageDigest digest, byte @Nullable [] value) {
        digest.update(ByteBuffer.allocate(Integer.BYTES)
                .putInt(0, value == null ? -1 : value.length)
                .array());
        if (value != null) {
            digest.update(value);
        }
    }

    private String hex() {
        ByteBuffer words = ByteBuffer.allocate((LANES + 1) * Long.BYTES).putLong(count);
        for (long lane : sum) {
            words.putLong(lane);
        }
        all.update(words.array());
        return HexFormat.of().formatHex(all.digest(), 0, HEX_BYTES);
    }

    /**
     * Returns the bytes to digest. They distinguish at least what a reader of the column can distinguish. They depend
     * on the class of the value, because the type of a column does not always determine it.
     */
    private static byte @Nullable [] bytes(ResultSet rows, ResultSetMetaData columns, int column) throws SQLException {
        int type = columns.getColumnType(column);
        if (SqlTypes.isZoned(type, columns.getColumnTypeName(column))) {
            return marked(TEXT, moment(rows, column, type));
        }
        Object value = rows.getObject(column);
        if (value instanceof byte[] || value instanceof Blob) {
            return marked(BYTES, value instanceof byte[] bytes ? bytes : rows.getBytes(column));
        }
        if (value == null) {
            return null;
        }
        return marked(
                value instanceof Number ? NUMBER : TEXT,
                value instanceof Clob ? SqlTypes.text(rows, column) : text(rows, column, value));
    }

    private static byte @Nullable [] marked(char kind, @Nullable String text) {
        return marked(kind, text == null ? null : text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Marks the bytes with their kind, so that in a column of several kinds the number 5, the text 5 and the byte of
     * that text differ.
     */
    private static byte @Nullable [] marked(char kind, byte @Nullable [] value) {
        return value == null
                ? null
                : ByteBuffer.allocate(value.length + 1)
                        .put((byte) kind)
                        .put(value)
                        .array();
    }

    /** PostgreSQL stores moments without an offset; in other databases, the offset is part of the value. */
    private static @Nullable String moment(ResultSet rows, int column, int type) throws SQLException {
        OffsetDateTime moment = rows.getObject(column, OffsetDateTime.class);
        if (moment == null) {
            return null;
        }
        return type == Types.TIMESTAMP_WITH_TIMEZONE
                ? moment.toString()
                : moment.toInstant().toString();
    }

    /**
     * Returns the same text for the same value, independent of the time zone of the process and the driver's protocol.
     */
    private static @Nullable String text(ResultSet rows, int column, Object value) throws SQLException {
        Object exact = value;
        if (value instanceof Timestamp) {
            exact = rows.getObject(column, LocalDateTime.class);
        } else if (value instanceof Date) {
            exact = rows.getObject(column, LocalDate.class);
        } else if (value instanceof Time) {
            exact = rows.getObject(column, LocalTime.class);
        } else if (!isExact(value)) {
            exact = rows.getString(column);
        }
        return exact == null ? null : exact.toString();
    }

    private static boolean isExact(Object value) {
        return value instanceof Number
                || value instanceof Boolean
                || value instanceof String
                || value instanceof UUID
                || value instanceof Temporal;
    }
}
