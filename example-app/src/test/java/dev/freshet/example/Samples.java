package dev.freshet.example;

import dev.freshet.NodeContext;
import dev.freshet.runtime.plan.NodeContexts;
import java.time.LocalDateTime;

/** Small data for tests. */
final class Samples {
    static final Airport ATLANTA = new Airport("ATL", "Atlanta, GA", 33.640444, -84.426944);
    static final Airport BOSTON = new Airport("BOS", "Boston, MA", 42.364347, -71.005181);
    static final Airport DENVER = new Airport("DEN", "Denver, CO", 39.858408, -104.667002);
    static final ModelSettings SETTINGS = new ModelSettings(10, 50);

    private Samples() {}

    static NodeContext context() {
        return NodeContexts.standalone("FlightDelays").of("test");
    }

    static Leg leg(String departure, int delay, Airport from, Airport to) {
        return new Leg(new Flight(LocalDateTime.parse(departure), delay, 946, from.iata(), to.iata()), from, to);
    }

    static Leg leg(int delay, Airport from, Airport to) {
        return leg("2001-01-08T12:00", delay, from, to);
    }
}
