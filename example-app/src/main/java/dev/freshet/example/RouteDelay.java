package dev.freshet.example;

import static java.util.Comparator.comparingDouble;
import static java.util.stream.Collectors.groupingBy;

import java.util.List;
import org.hipparchus.stat.descriptive.rank.Median;

/**
 * How late the flights of one route were.
 *
 * @param medianDelay in minutes
 * @param meanDelay in minutes
 * @param percentLate arrivals more than a quarter of an hour late
 */
record RouteDelay(
        String origin,
        String destination,
        String from,
        String to,
        int flights,
        double meanDelay,
        double medianDelay,
        double percentLate) {
    private static final int LATE = 15;

    /** Of one route's flights, at least one. */
    static RouteDelay of(List<Leg> legs) {
        Leg any = legs.get(0);
        double[] delays = legs.stream().mapToDouble(leg -> leg.flight().delay()).toArray();
        long late = legs.stream().filter(leg -> leg.flight().delay() > LATE).count();
        return new RouteDelay(
                any.flight().origin(),
                any.flight().destination(),
                any.from().place(),
                any.to().place(),
                legs.size(),
                tenths(legs.stream()
                        .mapToInt(leg -> leg.flight().delay())
                        .average()
                        .orElseThrow()),
                tenths(new Median().evaluate(delays)),
                tenths(100.0 * late / legs.size()));
    }

    /** The routes with the longest mean delays of those with enough flights, the worst first. */
    static List<RouteDelay> worst(List<Leg> legs, int minFlights, int top) {
        return legs.stream()
                .collect(groupingBy(
                        leg -> List.of(leg.flight().origin(), leg.flight().destination())))
                .values()
                .stream()
                .filter(route -> route.size() >= minFlights)
                .map(RouteDelay::of)
                .sorted(comparingDouble(RouteDelay::meanDelay)
                        .reversed()
                        .thenComparing(RouteDelay::origin)
                        .thenComparing(RouteDelay::destination))
                .limit(top)
                .toList();
    }

    private static double tenths(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
