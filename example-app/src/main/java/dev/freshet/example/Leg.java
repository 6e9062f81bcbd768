package dev.freshet.example;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A flight together with the airports at its ends. */
record Leg(Flight flight, Airport from, Airport to) {
    /** The flight between these airports, or nothing if one of them is not known. */
    static Stream<Leg> between(Flight flight, @Nullable Airport from, @Nullable Airport to) {
        return from == null || to == null ? Stream.empty() : Stream.of(new Leg(flight, from, to));
    }
}
