package dev.freshet.example;

import static dev.freshet.example.Samples.ATLANTA;
import static dev.freshet.example.Samples.BOSTON;
import static dev.freshet.example.Samples.DENVER;
import static dev.freshet.example.Samples.SETTINGS;
import static dev.freshet.example.Samples.leg;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.DayOfWeek;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeaturesTest {
    private static final DelayScale SCALE = SETTINGS.scale();

    @ParameterizedTest
    @CsvSource({"05:00, 0", "05:45, 0.75", "23:00, 18", "00:30, 19.5", "04:59, 23.983333"})
    void hours_countFromFiveInTheMorning(String time, double hours) {
        Features features = Features.of(leg("2001-01-08T" + time, 0, ATLANTA, BOSTON), 0, 0);
        assertThat(features.hours()).isEqualTo(hours, within(1e-6));
    }

    @Test
    void features_ofLeg_areThoseOfFlightAndWay() {
        Features features = Features.of(leg("2001-01-08T12:00", 33, ATLANTA, BOSTON), 0.5, -0.5);
        assertThat(features)
                .isEqualTo(new Features(7, DayOfWeek.MONDAY, 946, GreatCircle.bearing(ATLANTA, BOSTON), 0.5, -0.5));
    }

    @Test
    void history_ofThreeFlights_isWhatOneCountsByHand() {
        History history = History.of(
                List.of(leg(30, ATLANTA, BOSTON), leg(0, ATLANTA, DENVER), leg(-10, DENVER, BOSTON)), SETTINGS);
        double overall = (SCALE.squash(30) + SCALE.squash(0) + SCALE.squash(-10)) / 3;
        Features features = history.features(leg(99, ATLANTA, DENVER));
        assertThat(history.overall()).isEqualTo(overall, within(1e-12));
        assertThat(features.originEffect())
                .isEqualTo((SCALE.squash(30) + SCALE.squash(0) - 2 * overall) / (2 + 50), within(1e-12));
        assertThat(features.destinationEffect()).isEqualTo((SCALE.squash(0) - overall) / (1 + 50), within(1e-12));
    }

    @Test
    void features_airportsNeverSeen_areAverage() {
        History history = History.of(List.of(leg(30, ATLANTA, BOSTON)), SETTINGS);
        Features features = history.features(leg(5, BOSTON, ATLANTA));
        assertThat(features.originEffect()).isZero();
        assertThat(features.destinationEffect()).isZero();
    }

    @Test
    void featuresWithoutItself_onlyFlightOfItsAirports_areAverage() {
        Leg only = leg(300, ATLANTA, BOSTON);
        History history = History.of(List.of(only, leg(0, DENVER, ATLANTA)), SETTINGS);
        Features features = history.featuresWithoutItself(only);
        assertThat(features.originEffect()).isEqualTo(0, within(1e-15));
        assertThat(features.destinationEffect()).isEqualTo(0, within(1e-15));
        assertThat(history.features(only).originEffect()).isPositive();
    }

    @Test
    void featuresWithoutItself_oneOtherFlight_knowsOnlyThat() {
        Leg late = leg(300, ATLANTA, BOSTON);
        Leg other = leg(20, ATLANTA, DENVER);
        History history = History.of(List.of(late, other), SETTINGS);
        assertThat(history.featuresWithoutItself(late).originEffect())
                .isEqualTo((SCALE.squash(20) - history.overall()) / (1 + 50), within(1e-12));
    }
}
