package dev.freshet.example;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.freshet.Node;
import dev.freshet.NodeContext;
import dev.freshet.Param;
import dev.freshet.Pipeline;
import dev.freshet.report.Report;
import java.lang.System.Logger.Level;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.knowm.xchart.CategoryChart;

/**
 * How late will a flight arrive? Learns from the flights of two months and is judged on those of the next.
 *
 * <p>Datasets flow by name: what one node calls an output, another calls an input. Those in {@code
 * conf/base/catalog.yml} are files, the others stay in memory.
 */
@Pipeline(catalog = "conf/base/catalog.yml")
final class FlightDelays {
    private FlightDelays() {}

    @Node(inputs = "flights_raw", outputs = "flights")
    static List<Flight> cleanFlights(List<RawFlight> raw, NodeContext context) {
        List<Flight> flights = raw.stream().flatMap(Flight::parse).toList();
        warnOfLoss(context, raw, flights, "incomplete or impossible");
        return flights;
    }

    @Node(inputs = "airports_raw", outputs = "airports")
    static Map<String, Airport> indexAirports(List<RawAirport> raw) {
        return raw.stream().map(Airport::parse).collect(toMap(Airport::iata, identity()));
    }

    @Node(
            inputs = {"flights", "airports"},
            outputs = "legs")
    static List<Leg> joinAirports(List<Flight> flights, Map<String, Airport> airports, NodeContext context) {
        List<Leg> legs = flights.stream()
                .flatMap(flight ->
                        Leg.between(flight, airports.get(flight.origin()), airports.get(flight.destination())))
                .toList();
        warnOfLoss(context, flights, legs, "to or from an unknown airport");
        return legs;
    }

    /** Earlier and later flights. */
    record Split(List<Leg> train, List<Leg> test) {}

    @Node(
            inputs = "legs",
            outputs = {"train", "test"})
    static Split splitByDate(List<Leg> legs, @Param("split.testFrom") LocalDate testFrom) {
        Predicate<Leg> early = leg -> leg.flight().departure().toLocalDate().isBefore(testFrom);
        Split split = new Split(
                legs.stream().filter(early).toList(),
                legs.stream().filter(early.negate()).toList());
        if (split.train.isEmpty() || split.test.isEmpty()) {
            throw new IllegalArgumentException("split.testFrom: " + testFrom + " leaves " + split.train.size()
                    + " flights to learn from and " + split.test.size() + " to test on");
        }
        return split;
    }

    @Node(
            inputs = {"train", "params:model"},
            outputs = "history")
    static History learnHistory(List<Leg> train, ModelSettings settings) {
        return History.of(train, settings);
    }

    @Node(
            inputs = {"train", "history"},
            outputs = "train_examples")
    static List<Example> describeTrain(List<Leg> train, History history) {
        return train.stream()
                .map(leg -> new Example(
                        history.featuresWithoutItself(leg), leg.flight().delay()))
                .toList();
    }

    @Node(
            inputs = {"test", "history"},
            outputs = "test_examples")
    static List<Example> describeTest(List<Leg> test, History history) {
        return test.stream()
                .map(leg -> new Example(history.features(leg), leg.flight().delay()))
                .toList();
    }

    /** A model for a forecast made days before, and one for a forecast made as the aircraft leaves. */
    record Models(Model ahead, Model departing) {}

    @Node(
            inputs = {"train_examples", "params:model"},
            outputs = {"model_ahead", "model_departing"})
    static Models fitModels(List<Example> examples, ModelSettings settings) {
        return new Models(
                Model.fit(examples, Term.AHEAD, settings.scale()),
                Model.fit(examples, Term.DEPARTING, settings.scale()));
    }

    @Node(
            inputs = {"train_examples", "test_examples", "model_ahead", "model_departing"},
            outputs = "metrics")
    static Metrics evaluate(
            List<Example> train, List<Example> test, Model ahead, Model departing, NodeContext context) {
        Metrics metrics = Metrics.of(train, test, ahead, departing);
        context.logger().log(Level.INFO, metrics.summary());
        return metrics;
    }

    @Node(inputs = "legs", outputs = "worst_routes")
    static List<RouteDelay> rankRoutes(
            List<Leg> legs, @Param("routes.minFlights") int minFlights, @Param("routes.top") int top) {
        return RouteDelay.worst(legs, minFlights, top);
    }

    @Node(inputs = "legs", outputs = "delays_by_hour")
    static List<HourDelay> groupByHour(List<Leg> legs, @Param("hours.minFlights") int minFlights) {
        return HourDelay.byHour(legs, minFlights);
    }

    @Node(inputs = "delays_by_hour", outputs = "hours_chart")
    static CategoryChart drawHours(List<HourDelay> hours) {
        return HoursChart.of(hours);
    }

    @Node(
            inputs = {"metrics", "delays_by_hour", "worst_routes"},
            outputs = "report")
    static Report writeReport(Metrics metrics, List<HourDelay> hours, List<RouteDelay> routes) {
        return DelayReport.of(metrics, hours, routes);
    }

    private static void warnOfLoss(NodeContext context, List<?> before, List<?> after, String reason) {
        int dropped = before.size() - after.size();
        if (dropped > 0) {
            context.logger().log(Level.WARNING, "dropped " + dropped + " of " + before.size() + " flights: " + reason);
        }
    }
}
