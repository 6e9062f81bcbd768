package dev.freshet.example;

import static dev.freshet.example.Samples.ATLANTA;
import static dev.freshet.example.Samples.BOSTON;
import static dev.freshet.example.Samples.DENVER;
import static dev.freshet.example.Samples.leg;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RankRoutesTest {
    @Test
    void rankRoutes_oneRoute_isSummedUp() {
        List<Leg> legs = List.of(
                leg(15, ATLANTA, BOSTON), leg(16, ATLANTA, BOSTON), leg(-2, ATLANTA, BOSTON), leg(60, ATLANTA, BOSTON));
        assertThat(FlightDelays.rankRoutes(legs, 4, 10))
                .containsExactly(new RouteDelay("ATL", "BOS", "Atlanta, GA", "Boston, MA", 4, 22.3, 15.5, 50.0));
    }

    @Test
    void rankRoutes_severalRoutes_worstFirstAndTiesByName() {
        List<Leg> legs = List.of(
                leg(10, DENVER, BOSTON), leg(20, BOSTON, DENVER), leg(10, ATLANTA, DENVER), leg(10, ATLANTA, BOSTON));
        assertThat(FlightDelays.rankRoutes(legs, 1, 10))
                .extracting(route -> route.origin() + "-" + route.destination())
                .containsExactly("BOS-DEN", "ATL-BOS", "ATL-DEN", "DEN-BOS");
    }

    @Test
    void rankRoutes_tooFewFlights_areLeftOut() {
        List<Leg> legs = List.of(leg(99, DENVER, BOSTON), leg(1, ATLANTA, BOSTON), leg(2, ATLANTA, BOSTON));
        assertThat(FlightDelays.rankRoutes(legs, 2, 10))
                .extracting(RouteDelay::origin)
                .containsExactly("ATL");
    }

    @Test
    void rankRoutes_moreThanTop_areCut() {
        List<Leg> legs = List.of(leg(1, DENVER, BOSTON), leg(3, ATLANTA, BOSTON), leg(2, BOSTON, DENVER));
        assertThat(FlightDelays.rankRoutes(legs, 1, 2))
                .extracting(RouteDelay::meanDelay)
                .containsExactly(3.0, 2.0);
    }
}
