package dev.freshet.example;

import java.time.DayOfWeek;
import java.time.LocalTime;

/**
 * What is known of a flight when it leaves.
 *
 * @param hours since five in the morning, when the day of the airlines begins; 0 to 24
 * @param bearing see {@link GreatCircle}; the winds of winter blow from the west
 * @param originEffect how much later than the average flights from there were
 * @param destinationEffect how much later than the average flights to there were
 */
record Features(
        double hours, DayOfWeek weekday, int miles, double bearing, double originEffect, double destinationEffect) {
    private static final int DAY_BEGINS = LocalTime.of(5, 0).toSecondOfDay();
    private static final int DAY = 24 * 60 * 60;

    static Features of(Leg leg, double originEffect, double destinationEffect) {
        Flight flight = leg.flight();
        int seconds = Math.floorMod(flight.departure().toLocalTime().toSecondOfDay() - DAY_BEGINS, DAY);
        return new Features(
                seconds / 3600.0,
                flight.departure().getDayOfWeek(),
                flight.miles(),
                GreatCircle.bearing(leg.from(), leg.to()),
                originEffect,
                destinationEffect);
    }
}
