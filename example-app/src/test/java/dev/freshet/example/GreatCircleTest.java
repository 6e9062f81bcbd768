package dev.freshet.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GreatCircleTest {
    /** The last two lines are the textbook example from 35 N 45 E to 35 N 135 E, and Kansas City to St. Louis. */
    @ParameterizedTest
    @CsvSource({
        "0, 0, 10, 0, 0",
        "0, 0, 0, 10, 90",
        "0, 0, -10, 0, 180",
        "0, 0, 0, -10, 270",
        "0, 170, 0, -170, 90",
        "-33, 18, 90, 0, 0",
        "35, 45, 35, 135, 60.162",
        "39.099912, -94.581213, 38.627089, -90.200203, 96.51",
    })
    void bearing_knownWay_isKnown(double latitude, double longitude, double toLatitude, double toLongitude, double is) {
        assertThat(bearing(latitude, longitude, toLatitude, toLongitude)).isEqualTo(is, within(0.01));
    }

    @Test
    void bearing_hairWestOfNorth_staysBelow360() {
        assertThat(bearing(0, 0, 10, -1e-20)).isGreaterThanOrEqualTo(0).isLessThan(360);
    }

    private static double bearing(double latitude, double longitude, double toLatitude, double toLongitude) {
        return GreatCircle.bearing(
                new Airport("A", "A", latitude, longitude), new Airport("B", "B", toLatitude, toLongitude));
    }
}
