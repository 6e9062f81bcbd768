package dev.freshet.example;

import static java.util.stream.Collectors.groupingBy;

import java.util.Comparator;
import java.util.List;
import org.hipparchus.stat.StatUtils;
import org.hipparchus.stat.descriptive.rank.Median;

/**
 * How late the flights were that left in one hour of the day.
 *
 * @param hour of the actual departure in local time, 0 to 23
 * @param meanDelay in minutes
 * @param medianDelay in minutes
 */
record HourDelay(int hour, int flights, double meanDelay, double medianDelay) {
    private static final int DAY_BEGINS = 5;

    /** The hours with enough flights, from five in the morning, when the day of the airlines begins. */
    static List<HourDelay> byHour(List<Leg> legs, int minFlights) {
        return legs.stream().collect(groupingBy(leg -> leg.flight().departure().getHour())).entrySet().stream()
                .filter(hour -> hour.getValue().size() >= minFlights)
                .map(hour -> of(hour.getKey(), hour.getValue()))
                .sorted(Comparator.comparingInt(delay -> Math.floorMod(delay.hour - DAY_BEGINS, 24)))
                .toList();
    }

    private static HourDelay of(int hour, List<Leg> legs) {
        double[] delays = legs.stream().mapToDouble(leg -> leg.flight().delay()).toArray();
        return new HourDelay(hour, legs.size(), StatUtils.mean(delays), new Median().evaluate(delays));
    }
}
