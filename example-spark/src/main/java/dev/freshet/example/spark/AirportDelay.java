package dev.freshet.example.spark;

/**
 * How late flights from an airport arrive.
 *
 * @param meanDelay in minutes
 * @param late the share of flights that are more than a quarter of an hour late
 */
public record AirportDelay(String airport, long flights, double meanDelay, double late) {}
