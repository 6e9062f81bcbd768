package dev.freshet.dataset.format;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Caches the values of short texts that a column had recently, so that a frequent text is parsed, and held in memory,
 * only once. The cache stops where nearly every text is different. It is for immutable values only.
 */
final class RecentValues {
    private static final int SLOT_BITS = 11;
    /** A text is identified by a number with seven bits for each character. */
    private static final int LONGEST = 9;
    /** After this many misses the cache stops, unless it had as many hits. */
    private static final int TRIAL = 1 << 13;
    /** Spreads the bits of a number, as the golden ratio does. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final Function<String, Object> parse;
    private final long[] texts = new long[1 << SLOT_BITS];
    private final @Nullable Object[] values = new Object[1 << SLOT_BITS];
    private boolean isOver;
    private int known;
    private int unknown;

    RecentValues(Function<String, Object> parse) {
        this.parse = parse;
    }

    /** Returns the value of a text; null if the cache does not hold it. */
    @Nullable
    Object read(char[] buffer, int offset, int length) {
        if (isOver || length > LONGEST || length == 0) {
            return null;
        }
        long text = 1;
        int all = 0;
        for (int i = offset; i < offset + length; i++) {
            text = (text << 7) | buffer[i];
            all |= buffer[i];
        }
        if (all >= 1 << 7) {
            return null;
        }
        int slot = (int) ((text * SPREAD) >>> (Long.SIZE - SLOT_BITS));
        if (texts[slot] == text) {
            known++;
            return values[slot];
        }
        return keep(slot, text, parse.apply(new String(buffer, offset, length)));
    }

    private Object keep(int slot, long text, Object value) {
        texts[slot] = text;
        values[slot] = value;
        unknown++;
        if (unknown == TRIAL) {
            isOver = known < unknown;
            known = 0;
            unknown = 0;
        }
        return value;
    }
}
