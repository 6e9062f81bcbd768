/**
 * Flight delays: a pipeline on real data, from two CSV files to a judged forecast. {@code FlightDelays} is where to
 * begin.
 */
@NullMarked
package dev.freshet.example;

import org.jspecify.annotations.NullMarked;
