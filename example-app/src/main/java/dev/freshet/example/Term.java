package dev.freshet.example;

import java.time.DayOfWeek;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** A column of the regression. Monday is the weekday that the others are compared with. */
enum Term {
    THOUSAND_MILES(features -> features.miles() / 1000.0),
    EASTWARD(features -> Math.sin(Math.toRadians(features.bearing()))),
    NORTHWARD(features -> Math.cos(Math.toRadians(features.bearing()))),
    ORIGIN(Features::originEffect),
    DESTINATION(Features::destinationEffect),
    TUESDAY(on(DayOfWeek.TUESDAY)),
    WEDNESDAY(on(DayOfWeek.WEDNESDAY)),
    THURSDAY(on(DayOfWeek.THURSDAY)),
    FRIDAY(on(DayOfWeek.FRIDAY)),
    SATURDAY(on(DayOfWeek.SATURDAY)),
    SUNDAY(on(DayOfWeek.SUNDAY)),
    TEN_HOURS(features -> features.hours() / 10),
    TEN_HOURS_SQUARED(features -> Math.pow(features.hours() / 10, 2));

    /** Known days before the flight: all but the clock at departure. */
    static final Set<Term> AHEAD = EnumSet.range(THOUSAND_MILES, SUNDAY);

    /** Known when the aircraft leaves. */
    static final Set<Term> DEPARTING = EnumSet.allOf(Term.class);

    private final ToDoubleFunction<Features> value;

    Term(ToDoubleFunction<Features> value) {
        this.value = value;
    }

    double of(Features features) {
        return value.applyAsDouble(features);
    }

    private static ToDoubleFunction<Features> on(DayOfWeek day) {
        return features -> features.weekday() == day ? 1 : 0;
    }
}
