package dev.freshet.jdbc;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 of rows with the names and types of their columns. Where the order is no part of the content, the digests of the rows
 * are added up, which gives the same sum in any order, and another one for a row that is there twice.
 */
final class RowsDigest {
    private static final int LANES = 4;
    private static final int HEX_BYTES = 16;

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

    /** The digest of all rows as 32 hex digits. */
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

    private static byte @Nullable [] bytes(ResultSet rows, ResultSetMetaData columns, int column) throws SQLException {
        int type = columns.getColumnType(column);
        if (ColumnTypes.isBinary(type)) {
            return rows.getBytes(column);
        }
        if (type == Types.CLOB || type == Types.NCLOB) {
            return utf8(ColumnTypes.text(rows, column));
        }
        return utf8(text(rows, column, type, ColumnTypes.isZoned(type, columns.getColumnTypeName(column))));
    }

    private static byte @Nullable [] utf8(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    /** The same text for the same value, whatever the time zone of the process and the protocol of the driver. */
    private static @Nullable String text(ResultSet rows, int column, int type, boolean isZoned) throws SQLException {
        if (isZoned) {
            OffsetDateTime moment = rows.getObject(column, OffsetDateTime.class);
            return moment == null ? null : moment.toInstant().toString();
        }
        Object value = switch (type) {
            case Types.DATE -> rows.getObject(column, LocalDate.class);
            case Types.TIME -> rows.getObject(column, LocalTime.class);
            case Types.TIMESTAMP -> rows.getObject(column, LocalDateTime.class);
            case Types.REAL -> rows.getFloat(column);
            case Types.DOUBLE, Types.FLOAT -> rows.getDouble(column);
            default -> rows.getString(column);
        };
        return rows.wasNull() || value == null ? null : value.toString();
    }
}
