package dev.freshet.jdbc;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
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

    private final boolean isOrdered;
    private final MessageDigest row = sha();
    private final MessageDigest all = sha();
    private final long[] sum = new long[LANES];
    private long count;

    RowsDigest(List<Column> columns, boolean isOrdered) {
        this.isOrdered = isOrdered;
        for (Column column : columns) {
            add(all, column.name().getBytes(StandardCharsets.UTF_8));
            // SQLite has no types of columns; what is declared does not decide what is read.
            String type = column.family() == Family.ANY ? "" : column.type();
            add(all, type.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static MessageDigest sha() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    /** Adds a row, whose values {@link Column columns} have read. */
    void add(@Nullable Object[] values) {
        for (Object value : values) {
            add(row, value == null ? null : bytes(value));
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
        int length = value == null ? -1 : value.length;
        for (int shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            digest.update((byte) (length >> shift));
        }
        if (value != null) {
            digest.update(value);
        }
    }

    /** Returns the digest of all rows that were added, as 32 hex digits. */
    String hex() {
        ByteBuffer words = ByteBuffer.allocate((LANES + 1) * Long.BYTES).putLong(count);
        for (long lane : sum) {
            words.putLong(lane);
        }
        all.update(words.array());
        return HexFormat.of().formatHex(all.digest(), 0, HEX_BYTES);
    }

    /**
     * Returns the bytes to digest. They are marked with the kind of the value, so that in a column of several kinds the
     * number 5, the text 5 and the byte of that text differ.
     */
    private static byte[] bytes(Object value) {
        if (value instanceof byte[] bytes) {
            return marked(BYTES, bytes);
        }
        return marked(value instanceof Number ? NUMBER : TEXT, value.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] marked(char kind, byte[] value) {
        return ByteBuffer.allocate(value.length + 1).put((byte) kind).put(value).array();
    }
}
