package dev.freshet.spark;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;

import dev.freshet.Injected;
import dev.freshet.Node;
import dev.freshet.Pipeline;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Tables of Spark, in the catalog and in memory, and a node of plain Java at the end. */
@Pipeline
@SuppressWarnings("freshet-impure") // the tests ask which nodes were called
public final class FlightFlow {
    /** The nodes that were called in this process. */
    static final List<String> CALLED = new CopyOnWriteArrayList<>();

    private FlightFlow() {}

    /** A flight. */
    public record Flight(String airport, int delay) {}

    /** A line of the report. */
    public record Mean(String airport, double mean) {}

    @Node(inputs = "flights", outputs = "late")
    static Dataset<Row> late(Dataset<Row> flights) {
        CALLED.add("late");
        return flights.filter(col("delay").gt(10));
    }

    @Node(inputs = "late", outputs = "typed")
    static Dataset<Flight> typed(Dataset<Row> late) {
        CALLED.add("typed");
        return late.as(SparkEncoders.of(Flight.class));
    }

    @Node(inputs = "typed", outputs = "means")
    static Dataset<Mean> means(Dataset<Flight> typed) {
        CALLED.add("means");
        return typed.groupBy("airport").agg(avg("delay").as("mean")).as(SparkEncoders.of(Mean.class));
    }

    @Node(inputs = "means", outputs = "report")
    static List<Mean> report(Dataset<Mean> means) {
        CALLED.add("report");
        return means.orderBy("airport").collectAsList();
    }

    @Node(outputs = "names")
    static Dataset<Row> names(@Injected SparkSession spark) {
        CALLED.add("names");
        return spark.createDataset(List.of("ZRH", "GVA"), Encoders.STRING()).toDF("airport");
    }

    @Node(
            inputs = {"late", "names"},
            outputs = "counts")
    static Dataset<Row> counts(Dataset<Row> late, Dataset<Row> names) {
        CALLED.add("counts");
        return late.join(names, "airport").groupBy("airport").agg(count("*").as("n"));
    }
}
