package dev.freshet.example.spark;

import java.time.LocalDateTime;

/**
 * A flight, for plain Java and for Spark, whose generated code needs it to be public.
 *
 * @param departure when it actually left, in local time
 * @param delay minutes by which it arrived late, negative if early
 * @param miles distance flown
 */
public record Flight(LocalDateTime departure, int delay, int miles, String origin, String destination) {
    static Flight of(RawFlight raw) {
        return new Flight(raw.date(), raw.delay(), raw.distance(), raw.origin(), raw.destination());
    }

    /** Returns a similar flight of another day, which left and arrived some minutes earlier or later. */
    Flight shifted(int minutes, int later) {
        return new Flight(departure.withMinute(minutes), delay + later, miles, origin, destination);
    }
}
