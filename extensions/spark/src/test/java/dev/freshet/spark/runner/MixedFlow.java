package dev.freshet.spark.runner;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;

import dev.freshet.Node;
import dev.freshet.Pipeline;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Plain Java before, beside and after a table of Spark. */
@Pipeline
@SuppressWarnings("freshet-impure") // the tests ask which nodes were called where
public final class MixedFlow {
    /** The nodes that were called in this process. */
    static final List<String> CALLED = new CopyOnWriteArrayList<>();

    private MixedFlow() {}

    /** A flight. */
    public record Trip(String airport, int delay) {}

    /** The mean of an airport. */
    public record Mean(String airport, double mean) {}

    @Node(inputs = "project", outputs = "trips@records")
    static List<Trip> parse(String project) {
        CALLED.add("parse");
        List<Trip> trips = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            trips.add(new Trip(List.of("ZRH", "GVA", "BSL").get(i % 3), i));
        }
        return trips;
    }

    @Node(inputs = "trips@spark", outputs = "means@spark")
    static Dataset<Row> means(Dataset<Row> trips) {
        CALLED.add("means");
        return trips.groupBy("airport").agg(avg(col("delay").cast("int")).as("mean"));
    }

    /** Holds its executor until the table, which needs the other one, is there. */
    @Node(
            inputs = {"project", "trips@records"},
            outputs = "beside")
    static String beside(String project, List<Trip> trips) {
        CALLED.add("beside");
        while (!Files.exists(Path.of(project, "data/means.csv"))) {
            LockSupport.parkNanos(10_000_000);
        }
        return "beside";
    }

    @Node(
            inputs = {"means@records", "beside"},
            outputs = "report")
    static String report(List<Mean> means, String beside) {
        CALLED.add("report");
        StringBuilder report = new StringBuilder();
        means.stream()
                .sorted(java.util.Comparator.comparing(Mean::airport))
                .forEach(mean -> report.append(mean.airport()).append(' ').append(mean.mean()).append('\n'));
        return report.toString();
    }
}
