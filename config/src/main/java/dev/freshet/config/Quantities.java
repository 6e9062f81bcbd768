package dev.freshet.config;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses and formats sizes and durations, such as {@code 4GB} and {@code 1h30m}. */
public final class Quantities {
    /** The texts that {@link #bytes} accepts, in words. */
    public static final String BYTES = "a number and a unit, such as \"512MB\" or \"4GB\"";
    /** The texts that {@link #duration} accepts, in words. */
    public static final String DURATION = "numbers and units, such as \"90s\", \"30m\" or \"1h30m\"";

    private static final Pattern SIZE = Pattern.compile("(\\d+(?:\\.\\d+)?) ?([KMGT]?)i?B", Pattern.CASE_INSENSITIVE);
    private static final Pattern PART = Pattern.compile("(\\d+)(ms|s|m|h|d)");
    private static final Map<String, Long> MILLIS = new LinkedHashMap<>();

    static {
        MILLIS.put("d", 86_400_000L);
        MILLIS.put("h", 3_600_000L);
        MILLIS.put("m", 60_000L);
        MILLIS.put("s", 1_000L);
        MILLIS.put("ms", 1L);
    }

    private Quantities() {}

    /**
     * Parses a size. Each unit is 1,024 times the next smaller one, as in the JVM's {@code -Xmx}.
     *
     * @param text such as {@code 4GB}, {@code 4 GB}, {@code 4GiB} or {@code 1.5GB}
     * @return the size in bytes; empty if the text is not a size or is too large for a long
     */
    public static Optional<Long> bytes(String text) {
        Matcher size = SIZE.matcher(text.strip());
        if (!size.matches()) {
            return Optional.empty();
        }
        int power = size.group(2).isEmpty()
                ? 0
                : "KMGT".indexOf(Character.toUpperCase(size.group(2).charAt(0))) + 1;
        double bytes = Double.parseDouble(size.group(1)) * Math.pow(1024, power);
        return bytes < Long.MAX_VALUE ? Optional.of((long) bytes) : Optional.empty();
    }

    /** Formats bytes in the largest unit that needs at most one decimal, such as {@code 4GB} or {@code 1.5GB}. */
    public static String text(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 1024 && unit < 4) {
            value /= 1024;
            unit++;
        }
        String number = value == Math.rint(value)
                ? Long.toString((long) value)
                : Double.toString(Math.round(value * 10) / 10.0);
        return number + " KMGT".substring(unit, unit + 1).strip() + "B";
    }

    /**
     * Parses a duration.
     *
     * @param text such as {@code 90s}, {@code 30m}, {@code 1h30m} or {@code 500ms}
     * @return the duration; empty if the text is not a duration or has too many milliseconds for a long
     */
    public static Optional<Duration> duration(String text) {
        String rest = text.strip();
        long millis = 0;
        try {
            Matcher part = PART.matcher(rest);
            int end = 0;
            while (end < rest.length() && part.find(end) && part.start() == end) {
                long unit = MILLIS.getOrDefault(part.group(2), 1L);
                millis = Math.addExact(millis, Math.multiplyExact(Long.parseLong(part.group(1)), unit));
                end = part.end();
            }
            return end == 0 || end < rest.length() ? Optional.empty() : Optional.of(Duration.ofMillis(millis));
        } catch (ArithmeticException | NumberFormatException tooLarge) {
            return Optional.empty();
        }
    }

    /**
     * Formats a duration with the largest unit first, such as {@code 1h30m}. Fractions of a millisecond are dropped.
     */
    public static String text(Duration duration) {
        long rest = duration.toMillis();
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, Long> unit : MILLIS.entrySet()) {
            if (rest >= unit.getValue()) {
                text.append(rest / unit.getValue()).append(unit.getKey());
                rest %= unit.getValue();
            }
        }
        return text.isEmpty() ? "0s" : text.toString();
    }
}
