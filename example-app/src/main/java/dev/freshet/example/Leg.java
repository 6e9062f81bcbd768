package dev.freshet.example;

/** A flight together with the airports at its ends. */
record Leg(Flight flight, Airport from, Airport to) {}
