package dev.freshet.example;

import java.time.DayOfWeek;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** A column of the regression. Monday is the weekday that the others are compared with. */
enum Term {
    THOUSAND_MILES,
    EASTWARD,
    NORTHWARD,
    ORIGIN,
    DESTINATION,
    TUESDAY,
    WEDNESDAY,
    THURSDAY,
    FRIDAY,
    SATURDAY,
    SUNDAY,
    TEN_HOURS,
    TEN_HOURS_SQUARED;

    /** Known days before the flight: all but the clock at departure. */
    static final Set<Term> AHEAD = Collections.unmodifiableSet(EnumSet.range(THOUSAND_MILES, SUNDAY));

    /** Known when the aircraft leaves. */
    static final Set<Term> DEPARTING = Collections.unmodifiableSet(EnumSet.allOf(Term.class));

    double of(Features features) {
        return switch (this) {
            case THOUSAND_MILES -> features.miles() / 1000.0;
            case EASTWARD -> Math.sin(Math.toRadians(features.bearing()));
            case NORTHWARD -> Math.cos(Math.toRadians(features.bearing()));
            case ORIGIN -> features.originEffect();
            case DESTINATION -> features.destinationEffect();
            case TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY ->
                features.weekday() == DayOfWeek.valueOf(name()) ? 1 : 0;
            case TEN_HOURS -> features.hours() / 10;
            case TEN_HOURS_SQUARED -> Math.pow(features.hours() / 10, 2);
        };
    }
}
