package dev.freshet;

import java.util.function.Consumer;

/**
 * Takes the records of a dataset one at a time, so that they need not be in memory together.
 *
 * <p>You write:
 *
 * <pre>{@code
 * @Node(inputs = "flights", outputs = {"late", "early"})
 * static void split(Stream<Flight> flights, Sink<Flight> late, Sink<Flight> early) {
 *     flights.forEach(flight -> (flight.delay() > 0 ? late : early).accept(flight));
 * }
 * }</pre>
 *
 * <p>You get: each record is written where its dataset is stored as it is accepted, and digested on the way; the dataset
 * takes the place of the earlier one when the method has returned, and stays as it was if the method throws. Readers take the
 * dataset as a {@code List}, a {@code Stream} or an {@code Iterable}. A dataset that is not stored is collected in memory.
 *
 * <p>May be called by several threads; the order of the records is then theirs.
 *
 * @param <T> the type of the records
 */
@FunctionalInterface
public interface Sink<T> extends Consumer<T> {}
