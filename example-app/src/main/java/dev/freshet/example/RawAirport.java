package dev.freshet.example;

/** A line of {@code airports.csv}; city and state are {@code NA} where not known. */
record RawAirport(String iata, String name, String city, String state, double latitude, double longitude) {}
