package dev.freshet.parquet;

import java.time.Instant;
import java.time.LocalTime;
import java.util.Map;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;

/** Dates and times as numbers of milliseconds, microseconds or nanoseconds, and back. */
final class Moments {
    /** The units by their names in the catalog. */
    static final Map<TimeUnit, String> WORDS =
            Map.of(TimeUnit.NANOS, "nanos", TimeUnit.MICROS, "micros", TimeUnit.MILLIS, "millis");

    private static final long NANOS = 1_000_000_000;
    private static final long SECONDS_OF_A_DAY = 86_400;
    private static final long JULIAN_DAY_OF_1970 = 2_440_588;

    private Moments() {}

    static TimeUnit unit(String word) {
        return WORDS.entrySet().stream()
                .filter(unit -> unit.getValue().equals(word))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    private static long perSecond(TimeUnit unit) {
        return switch (unit) {
            case MILLIS -> 1_000;
            case MICROS -> 1_000_000;
            case NANOS -> NANOS;
        };
    }

    /**
     * Returns the units from 1970 to a moment.
     *
     * @throws ArithmeticException if the moment is too far away or finer than the unit
     */
    static long count(Instant moment, TimeUnit unit) {
        long perSecond = perSecond(unit);
        long fraction = exact(moment.getNano(), NANOS / perSecond);
        long seconds = moment.getEpochSecond();
        // Counts down from the next second, so that the first moments of the range do not overflow in between.
        return seconds < 0
                ? Math.addExact(Math.multiplyExact(seconds + 1, perSecond), fraction - perSecond)
                : Math.addExact(Math.multiplyExact(seconds, perSecond), fraction);
    }

    /**
     * Returns the units from midnight.
     *
     * @throws ArithmeticException if the time is finer than the unit
     */
    static long count(LocalTime time, TimeUnit unit) {
        return exact(time.toNanoOfDay(), NANOS / perSecond(unit));
    }

    private static long exact(long nanos, long each) {
        if (nanos % each != 0) {
            throw new ArithmeticException("finer than the unit");
        }
        return nanos / each;
    }

    /** The inverse of {@link #count(Instant, TimeUnit)}. */
    static Instant moment(long count, TimeUnit unit) {
        long perSecond = perSecond(unit);
        return Instant.ofEpochSecond(
                Math.floorDiv(count, perSecond), Math.floorMod(count, perSecond) * (NANOS / perSecond));
    }

    /**
     * The inverse of {@link #count(LocalTime, TimeUnit)}.
     *
     * @throws IllegalArgumentException if the day has no such time
     */
    static LocalTime time(long count, TimeUnit unit) {
        long perSecond = perSecond(unit);
        if (count < 0 || count >= SECONDS_OF_A_DAY * perSecond) {
            throw new IllegalArgumentException(count + " " + WORDS.get(unit) + " is not a time of the day");
        }
        return LocalTime.ofNanoOfDay(count * (NANOS / perSecond));
    }

    /** Returns the moment of an INT96 value: nanoseconds of the day and the Julian day, in UTC. */
    static Instant moment(long nanosOfDay, int julianDay) {
        if (nanosOfDay < 0 || nanosOfDay > SECONDS_OF_A_DAY * NANOS) {
            throw new IllegalArgumentException(nanosOfDay + " nanoseconds is not a time of the day");
        }
        return Instant.ofEpochSecond((julianDay - JULIAN_DAY_OF_1970) * SECONDS_OF_A_DAY, nanosOfDay);
    }
}
