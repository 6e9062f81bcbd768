package dev.freshet.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CleaningTest {
    private static final LocalDateTime NOON = LocalDateTime.of(2001, 1, 8, 12, 0);
    private static final RawFlight GOOD = new RawFlight(NOON, -5, 946, "ATL", "BOS");

    static Stream<RawFlight> unusable() {
        return Stream.of(
                new RawFlight(null, -5, 946, "ATL", "BOS"),
                new RawFlight(NOON, null, 946, "ATL", "BOS"),
                new RawFlight(NOON, -5, null, "ATL", "BOS"),
                new RawFlight(NOON, -5, 946, null, "BOS"),
                new RawFlight(NOON, -5, 946, "ATL", null),
                new RawFlight(NOON, -5, 0, "ATL", "BOS"),
                new RawFlight(NOON, -5, 946, "ATL", "ATL"));
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void cleanFlights_unusableLine_isDropped(RawFlight line) {
        assertThat(FlightDelays.cleanFlights(List.of(line, GOOD), Samples.context()))
                .containsExactly(new Flight(NOON, -5, 946, "ATL", "BOS"));
    }

    @Test
    void indexAirports_cityUnknown_isCalledByItsName() {
        List<RawAirport> raw = List.of(
                new RawAirport("MQT", "Marquette County Airport", "NA", "NA", 46.4, -87.4),
                new RawAirport("BOS", "Logan", "Boston", "MA", 42.4, -71.0));
        assertThat(FlightDelays.indexAirports(raw))
                .containsOnly(
                        Map.entry("MQT", new Airport("MQT", "Marquette County Airport", 46.4, -87.4)),
                        Map.entry("BOS", new Airport("BOS", "Boston, MA", 42.4, -71.0)));
    }

    @Test
    void indexAirports_codeTwice_isRefusedByName() {
        List<RawAirport> twice = new ArrayList<>();
        twice.add(new RawAirport("BOS", "Logan", "Boston", "MA", 42.4, -71.0));
        twice.add(new RawAirport("BOS", "Other", "Boston", "MA", 42.4, -71.0));
        assertThatThrownBy(() -> FlightDelays.indexAirports(twice)).hasMessageContaining("BOS");
    }

    @Test
    void joinAirports_airportUnknown_dropsTheFlight() {
        Flight known = new Flight(NOON, 1, 946, "ATL", "BOS");
        Flight from = new Flight(NOON, 2, 946, "XXX", "BOS");
        Flight to = new Flight(NOON, 3, 946, "ATL", "XXX");
        Map<String, Airport> airports = Map.of("ATL", Samples.ATLANTA, "BOS", Samples.BOSTON);
        assertThat(FlightDelays.joinAirports(List.of(from, known, to), airports, Samples.context()))
                .containsExactly(new Leg(known, Samples.ATLANTA, Samples.BOSTON));
    }
}
