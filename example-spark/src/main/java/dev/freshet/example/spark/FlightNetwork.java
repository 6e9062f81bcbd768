package dev.freshet.example.spark;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import dev.freshet.Node;
import dev.freshet.NodeContext;
import dev.freshet.Param;
import dev.freshet.PartitionSink;
import dev.freshet.Pipeline;
import dev.freshet.spark.SparkEncoders;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.apache.spark.sql.Dataset;

/**
 * Where does it pay to fly early? Multiplies the flights of three months as often as you like, sums them up with Spark,
 * and fits a model for each of the busiest airports in plain Java.
 *
 * <p>Nodes that take or return a {@code Dataset} run in the process of the run, and Spark distributes their work. The
 * other nodes are plain Java. With {@code --runner spark:...}, a cluster calls them, one month or airport at a time.
 */
@Pipeline(catalog = "conf/base/catalog.yml")
final class FlightNetwork {
    private FlightNetwork() {}

    @Node(inputs = "flights_raw", outputs = "months")
    static Map<String, List<Flight>> splitByMonth(List<RawFlight> raw) {
        return raw.stream()
                .map(Flight::of)
                .collect(groupingBy(
                        flight -> YearMonth.from(flight.departure()).toString(),
                        TreeMap::new,
                        mapping(flight -> flight, toList())));
    }

    @Node(
            inputs = {"months", "params:size.copies"},
            outputs = "flights@months",
            each = "months")
    static List<Flight> growMonth(List<Flight> month, int copies, NodeContext context) {
        RandomGenerator random = context.random();
        List<Flight> grown = new ArrayList<>(month.size() * copies);
        for (int copy = 0; copy < copies; copy++) {
            for (Flight flight : month) {
                grown.add(copy == 0 ? flight : flight.shifted(random.nextInt(60), random.nextInt(-5, 6)));
            }
        }
        return grown;
    }

    /** Sorts the rows, since Spark returns them in any order: equal files keep downstream nodes up to date. */
    @Node(inputs = "flights@spark", outputs = "delays")
    static Dataset<AirportDelay> sumUp(Dataset<Flight> flights) {
        return flights.groupBy(col("origin").as("airport"))
                .agg(
                        count("*").as("flights"),
                        avg("delay").as("meanDelay"),
                        avg(when(col("delay").gt(15), lit(1)).otherwise(lit(0))).as("late"))
                .orderBy("airport")
                .coalesce(1)
                .as(SparkEncoders.of(AirportDelay.class));
    }

    @Node(inputs = "delays", outputs = "busiest")
    static List<AirportDelay> chooseBusiest(Dataset<AirportDelay> delays, @Param("airports.busiest") int most) {
        return delays.orderBy(col("flights").desc(), col("airport")).limit(most).collectAsList();
    }

    /** Spark sorts the flights, and one airport at a time is in memory. */
    @Node(
            inputs = {"flights@spark", "busiest"},
            outputs = "departures")
    static void cutByAirport(
            Dataset<Flight> flights, List<AirportDelay> busiest, PartitionSink<List<Departure>> departures) {
        Object[] airports = busiest.stream().map(AirportDelay::airport).toArray();
        Iterator<Flight> sorted = flights.filter(col("origin").isin(airports))
                .orderBy("origin", "departure", "destination", "delay", "miles")
                .toLocalIterator();
        List<Departure> ofOne = new ArrayList<>();
        String airport = "";
        while (sorted.hasNext()) {
            Flight flight = sorted.next();
            if (!flight.origin().equals(airport) && !ofOne.isEmpty()) {
                departures.put(airport, ofOne);
                ofOne = new ArrayList<>();
            }
            airport = flight.origin();
            ofOne.add(departure(flight));
        }
        if (!ofOne.isEmpty()) {
            departures.put(airport, ofOne);
        }
    }

    private static Departure departure(Flight flight) {
        double hour = flight.departure().getHour() + flight.departure().getMinute() / 60.0;
        return new Departure(hour, flight.miles() / 1000.0, flight.delay());
    }

    @Node(
            inputs = {"departures", "params:model.rounds"},
            outputs = "models",
            each = "departures")
    static AirportModel fitAirport(List<Departure> departures, int rounds, NodeContext context) {
        return AirportModel.fit(departures, rounds, context.random());
    }

    @Node(
            inputs = {"busiest", "models"},
            outputs = "report")
    static List<AirportLine> rankAirports(List<AirportDelay> busiest, Map<String, AirportModel> models) {
        return busiest.stream()
                .map(delay -> AirportLine.of(delay, requireNonNull(models.get(delay.airport()))))
                .sorted(Comparator.comparingDouble(AirportLine::perHour).reversed())
                .toList();
    }
}
