package dev.freshet.example.spark;

import java.time.LocalDateTime;

/** A line of {@code flights.csv}. */
record RawFlight(LocalDateTime date, int delay, int distance, String origin, String destination) {}
