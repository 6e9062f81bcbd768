package dev.freshet.jdbc;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Finds the entry of a batch that a database has refused. */
final class FailedEntry {
    /** The driver of PostgreSQL says the entry in its message only, in the language and with the digits of the locale. */
    private static final Pattern NUMBER =
            Pattern.compile("^\\P{Nd}*(\\p{Nd}+(?:[.,'\u2019\u066c\\p{Zs}]\\p{Nd}{3})*)(?!\\p{Nd})");

    private FailedEntry() {}

    /**
     * Returns the index of the first entry that failed; empty if the driver does not say.
     *
     * @param entries how many entries the batch has
     */
    static OptionalInt of(SQLException thrown, int entries) {
        if (!(thrown instanceof BatchUpdateException batch)) {
            return OptionalInt.empty();
        }
        int[] counts = batch.getUpdateCounts();
        if (counts != null && counts.length > 0 && counts.length < entries) {
            return OptionalInt.of(counts.length);
        }
        int[] failed = counts == null
                ? new int[0]
                : IntStream.range(0, counts.length)
                        .filter(i -> counts[i] == Statement.EXECUTE_FAILED)
                        .toArray();
        if (failed.length == 0) {
            return OptionalInt.empty();
        }
        return failed.length < entries ? OptionalInt.of(failed[0]) : named(batch, entries);
    }

    private static OptionalInt named(BatchUpdateException batch, int entries) {
        Matcher number = NUMBER.matcher(String.valueOf(batch.getMessage()));
        if (!number.find()) {
            return OptionalInt.empty();
        }
        int[] digits = number.group(1)
                .chars()
                .filter(Character::isDigit)
                .map(digit -> Character.digit(digit, 10))
                .toArray();
        long index = Arrays.stream(digits).limit(9).asLongStream().reduce(0, (sum, digit) -> 10 * sum + digit);
        return index < entries ? OptionalInt.of((int) index) : OptionalInt.empty();
    }
}
