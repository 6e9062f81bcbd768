package dev.freshet.example;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** A line of {@code flights.csv}, of which any cell may be empty. */
record RawFlight(
        @Nullable LocalDateTime date,
        @Nullable Integer delay,
        @Nullable Integer distance,
        @Nullable String origin,
        @Nullable String destination) {}
