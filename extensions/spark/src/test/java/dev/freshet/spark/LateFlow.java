package dev.freshet.spark;

import static org.apache.spark.sql.functions.col;

import dev.freshet.Node;
import dev.freshet.Outcome;
import dev.freshet.Pipeline;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/** Nodes that read a table when a later node asks for its rows; the tests edit the table in between. */
@Pipeline
@SuppressWarnings("freshet-impure") // the tests ask which nodes were called, and act in between
public final class LateFlow {
    /** The nodes that were called in this process. */
    public static final List<String> CALLED = new CopyOnWriteArrayList<>();
    /** What happens when a node is called that reads late. */
    static volatile Runnable between = () -> {};

    private LateFlow() {}

    /** Something that has a table inside. */
    public record Held(String name, Dataset<Row> rows) {}

    /** A line of the results. */
    public record Line(String airport, int delay) {}

    private static void called(String node) {
        CALLED.add(node);
        between.run();
    }

    private static List<Line> lines(Dataset<Row> rows) {
        return rows.orderBy("airport", "delay").as(SparkEncoders.of(Line.class)).collectAsList();
    }

    @Node(inputs = "flights", outputs = "late")
    static Dataset<Row> late(Dataset<Row> flights) {
        CALLED.add("late");
        return flights.filter(col("delay").gt(10));
    }

    @Node(inputs = "late", outputs = "typed")
    static Dataset<Line> typed(Dataset<Row> late) {
        CALLED.add("typed");
        return late.as(SparkEncoders.of(Line.class));
    }

    @Node(inputs = "late", outputs = "held")
    static Held held(Dataset<Row> late) {
        CALLED.add("held");
        return new Held("late", late);
    }

    @Node(inputs = "flights", outputs = "names")
    static List<String> names(Dataset<Row> flights) {
        CALLED.add("names");
        return flights.select("airport").distinct().as(Encoders.STRING()).collectAsList();
    }

    @Node(inputs = "late", outputs = "collected")
    static List<Line> collected(Dataset<Row> late) {
        called("collected");
        return lines(late);
    }

    @Node(inputs = "typed", outputs = "saved")
    static Dataset<Row> saved(Dataset<Line> typed) {
        called("saved");
        return typed.toDF().orderBy("airport", "delay");
    }

    @Node(inputs = "held", outputs = "from_held")
    static List<Line> fromHeld(Held held) {
        called("fromHeld");
        return lines(held.rows());
    }

    @Node(inputs = "late", outputs = "from_outcome")
    static List<Line> fromOutcome(Outcome<Dataset<Row>> late) {
        called("fromOutcome");
        return lines(late.orElseThrow());
    }

    @Node(inputs = "late", outputs = "from_cached")
    static List<Line> fromCached(Dataset<Row> late) {
        called("fromCached");
        return lines(late.cache());
    }

    @Node(inputs = "names", outputs = "count")
    static Line count(List<String> names) {
        called("count");
        return new Line("all", names.size());
    }

    @Node(
            inputs = {"months", "late"},
            outputs = "by_month",
            each = "months")
    static List<Line> byMonth(List<Line> months, Dataset<Row> late) {
        called("byMonth");
        return lines(late);
    }
}
