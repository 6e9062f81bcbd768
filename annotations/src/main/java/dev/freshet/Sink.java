package dev.freshet;

import java.util.function.Consumer;

/**
 * Writes a dataset record by record, so that the dataset can be larger than memory.
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
 * <p>You get: each record is written to the dataset's storage as it is accepted. When the method returns, the new
 * dataset replaces the old one; if the method throws, the old one stays. Consumers read the dataset as a {@code List},
 * a {@code Stream} or an {@code Iterable}. A dataset without a catalog entry is collected in memory.
 *
 * <p>Several threads may call {@code accept}; the order of their records is then unspecified.
 *
 * @param <T> the type of the records
 */
@FunctionalInterface
public interface Sink<T> extends Consumer<T> {}
