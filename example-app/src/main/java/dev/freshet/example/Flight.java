package dev.freshet.example;

import java.time.LocalDateTime;
import java.util.stream.Stream;

/**
 * A flight that left and arrived.
 *
 * @param departure when it really left, in local time
 * @param delay minutes by which it arrived late, negative if early
 * @param miles distance flown
 */
record Flight(LocalDateTime departure, int delay, int miles, String origin, String destination) {
    /** The flight of a raw line, or nothing if a cell is empty or it did not go from one place to another. */
    static Stream<Flight> parse(RawFlight raw) {
        if (raw.date() == null
                || raw.delay() == null
                || raw.distance() == null
                || raw.origin() == null
                || raw.destination() == null) {
            return Stream.empty();
        }
        if (raw.distance() <= 0 || raw.origin().equals(raw.destination())) {
            return Stream.empty();
        }
        return Stream.of(new Flight(raw.date(), raw.delay(), raw.distance(), raw.origin(), raw.destination()));
    }
}
