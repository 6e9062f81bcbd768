package dev.freshet.example;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How late flights of the training period were at each airport, on the scale of the model.
 *
 * @param overall the average of all flights
 * @param origins deviations from it by the airport of departure
 * @param destinations deviations from it by the airport of arrival
 */
record History(
        DelayScale scale,
        double priorFlights,
        double overall,
        Map<String, Tally> origins,
        Map<String, Tally> destinations) {
    private static final Tally NONE = new Tally(0, 0);

    /** Flights and the sum of their deviations. */
    record Tally(int flights, double sum) {
        private Tally plus(Tally other) {
            return new Tally(flights + other.flights, sum + other.sum);
        }

        private Tally minus(Tally other) {
            return new Tally(flights - other.flights, sum - other.sum);
        }
    }

    static History of(List<Leg> legs, ModelSettings settings) {
        DelayScale scale = settings.scale();
        double overall = legs.stream()
                .mapToDouble(leg -> scale.squash(leg.flight().delay()))
                .average()
                .orElseThrow();
        Function<Leg, Tally> deviation =
                leg -> new Tally(1, scale.squash(leg.flight().delay()) - overall);
        return new History(
                scale,
                settings.priorFlights(),
                overall,
                tallies(legs, leg -> leg.flight().origin(), deviation),
                tallies(legs, leg -> leg.flight().destination(), deviation));
    }

    private static Map<String, Tally> tallies(
            List<Leg> legs, Function<Leg, String> airport, Function<Leg, Tally> deviation) {
        return legs.stream().collect(Collectors.toMap(airport, deviation, Tally::plus));
    }

    /** What is known of a flight that is not part of this history. */
    Features features(Leg leg) {
        return features(leg, NONE);
    }

    /**
     * What was known of a flight that is part of this history, had it not been. Without this, the averages of a small
     * airport would whisper the flight's own delay to the model, which would trust them too much ever after.
     */
    Features featuresWithoutItself(Leg leg) {
        return features(leg, new Tally(1, scale.squash(leg.flight().delay()) - overall));
    }

    private Features features(Leg leg, Tally own) {
        return Features.of(
                leg,
                effect(origins.getOrDefault(leg.flight().origin(), NONE).minus(own)),
                effect(destinations
                        .getOrDefault(leg.flight().destination(), NONE)
                        .minus(own)));
    }

    private double effect(Tally tally) {
        return tally.sum / (tally.flights + priorFlights);
    }
}
