package dev.freshet.spark.runner;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as the virtual machine and Spark write them, such as {@code 512m} and {@code 4g}. */
final class MemorySize {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,12})([kmgt]?)b?");
    private static final int KILO = 10;

    private MemorySize() {}

    /**
     * Returns the bytes of a size; empty if the text is not a size.
     *
     * @param text the size, in bytes if it has no unit
     */
    static Optional<Long> bytes(String text) {
        return bytes(text, 0);
    }

    /** Returns the same for a setting of Spark, which is in mebibytes if it has no unit. */
    static Optional<Long> ofSpark(String text) {
        return bytes(text, 2);
    }

    private static Optional<Long> bytes(String text, int withoutUnit) {
        Matcher size = SIZE.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!size.matches()) {
            return Optional.empty();
        }
        int power = size.group(2).isEmpty() ? withoutUnit : "kmgt".indexOf(size.group(2)) + 1;
        long bytes = Long.parseLong(size.group(1));
        return bytes > (Long.MAX_VALUE >> (power * KILO)) ? Optional.empty() : Optional.of(bytes << (power * KILO));
    }

    /** Returns the size in the form of options of the virtual machine. */
    static String option(long bytes) {
        return ((bytes + (1L << KILO) - 1) >> KILO) + "k";
    }
}
