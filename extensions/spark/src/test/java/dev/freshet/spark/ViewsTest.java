package dev.freshet.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.dataset.Dataset;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One file as a table of Spark and as a list of records. */
final class ViewsTest {
    @TempDir
    Path directory;

    /** How a leg was. */
    public enum Sky {
        CLEAR,
        CLOUDS
    }

    /** A part of a row. */
    public record Leg(String to, Instant at, @Nullable Integer seats) {}

    /** Every kind of value that all formats have. */
    public record Trip(
            int id,
            long distance,
            double fuel,
            boolean done,
            String name,
            BigDecimal price,
            LocalDate day,
            Instant moment,
            @Nullable String note) {}

    /** What {@code parquet} has besides. */
    public record Journey(
            int id,
            LocalDateTime at,
            Leg first,
            List<Leg> legs,
            Map<String, Integer> counts,
            Sky sky,
            List<String> tags) {}

    private static final Instant MOMENT = Instant.parse("2026-02-28T23:59:59.123456Z");

    private static Trip trip(int id) {
        return new Trip(
                id,
                7_000_000_000L + id,
                id + 0.1,
                id % 2 == 0,
                "Zürich, \"" + id + "\"",
                new BigDecimal("12.50").add(BigDecimal.valueOf(id)),
                LocalDate.of(1969, 12, 31).plusDays(id),
                MOMENT.plusSeconds(id),
                id == 2 ? null : "n" + id);
    }

    private static Journey journey(int id) {
        Leg leg = new Leg("GVA", MOMENT.minusSeconds(id), id == 1 ? null : id);
        return new Journey(
                id,
                LocalDateTime.of(2026, 1, 31, 12, 0, id),
                leg,
                List.of(leg, new Leg("BSL", MOMENT, 1)),
                Map.of("a", id),
                Sky.CLOUDS,
                List.of("x", "y" + id));
    }

    private SparkProject project(String path, String spark, String records) {
        SparkProject.session();
        return new SparkProject(directory)
                .catalog("t@spark: {type: spark, path: " + path + ", single_file: true, " + spark + "}\n"
                        + "t@records: {path: " + path + ", " + records + "}\n");
    }

    private static <T> org.apache.spark.sql.Dataset<T> dataset(List<T> rows, Class<T> type) {
        return SparkProject.session().createDataset(rows, SparkEncoders.of(type));
    }

    private static <T> Dataset<org.apache.spark.sql.Dataset<T>> spark(SparkProject project, Class<T> type) {
        return project.catalog().open("t@spark", new SparkProject.Of(type));
    }

    private static <T> Dataset<List<T>> records(SparkProject project, Class<T> type) {
        return project.catalog().open("t@records", new SparkProject.ListOf(type));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "parquet | format: parquet | type: parquet",
                "csv | format: csv, header: true, escape: '\"' | type: csv",
                "jsonl | format: json | type: jsonl"
            })
    void trips_areEqualThroughBothViews(String ending, String spark, String records) {
        SparkProject project = project("data/t." + ending, spark, records);
        List<Trip> trips = List.of(trip(1), trip(2), trip(3));
        records(project, Trip.class).save(trips);
        assertThat(sorted(spark(project, Trip.class).load())).isEqualTo(trips);
        spark(project, Trip.class).save(dataset(trips, Trip.class));
        assertThat(project.files("data")).containsExactly("t." + ending);
        assertThat(records(project, Trip.class).load())
                .usingRecursiveComparison()
                .isEqualTo(trips);
    }

    private static List<Trip> sorted(org.apache.spark.sql.Dataset<Trip> loaded) {
        return loaded.collectAsList().stream()
                .map(trip -> new Trip(
                        trip.id(),
                        trip.distance(),
                        trip.fuel(),
                        trip.done(),
                        trip.name(),
                        trip.price().setScale(2),
                        trip.day(),
                        trip.moment(),
                        trip.note()))
                .sorted(Comparator.comparing(Trip::id))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"INT96", "TIMESTAMP_MICROS"})
    void journeys_areEqualThroughBothViews(String timestamps) {
        SparkProject project = project("data/t.parquet", "format: parquet", "type: parquet");
        List<Journey> journeys = List.of(journey(1), journey(2));
        records(project, Journey.class).save(journeys);
        assertThat(spark(project, Journey.class).load().collectAsList()).isEqualTo(journeys);
        SparkSession session = SparkProject.session();
        session.conf().set("spark.sql.parquet.outputTimestampType", timestamps);
        try {
            spark(project, Journey.class).save(dataset(journeys, Journey.class));
        } finally {
            session.conf().unset("spark.sql.parquet.outputTimestampType");
        }
        assertThat(records(project, Journey.class).load()).isEqualTo(journeys);
    }

    @Test
    void directoryOfParquetFiles_isReadAsPartitions() {
        SparkProject project = new SparkProject(directory)
                .catalog("t@spark: {type: spark, path: data/t}\nt@records: {type: parquet, path: data/t/*.parquet}\n");
        spark(project, Leg.class).save(dataset(List.of(new Leg("GVA", MOMENT, 1)), Leg.class));
        Dataset<Map<String, List<Leg>>> partitions =
                project.catalog().open("t@records", new SparkProject.PartitionsOf(Leg.class));
        assertThat(partitions.load().values().stream().flatMap(List::stream))
                .containsExactly(new Leg("GVA", MOMENT, 1));
    }
}
