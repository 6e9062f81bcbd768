package dev.freshet.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.DatasetException;
import dev.freshet.spark.Trips.Journey;
import dev.freshet.spark.Trips.Kinds;
import dev.freshet.spark.Trips.Leg;
import dev.freshet.spark.Trips.Sky;
import dev.freshet.spark.Trips.Trip;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One file as a table of Spark and as a list of records. */
final class ViewsTest {
    @TempDir
    Path directory;

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
                "parquet | format: parquet | type: parquet, time-unit: micros",
                "csv | format: csv, header: true, escape: '\"' | type: csv",
                "jsonl | format: json | type: jsonl"
            })
    void trips_areEqualThroughBothViews(String ending, String spark, String records) {
        SparkProject project = project("data/t." + ending, spark, records);
        List<Trip> trips = List.of(trip(1), trip(2), trip(3));
        records(project, Trip.class).save(trips);
        assertEqual(spark(project, Trip.class).load().orderBy("id").collectAsList(), trips);
        spark(project, Trip.class).save(dataset(trips, Trip.class));
        assertThat(project.files("data")).containsExactly("t." + ending);
        assertEqual(records(project, Trip.class).load(), trips);
    }

    /** Decimals are compared by their value: a column has one scale for all. */
    private static void assertEqual(List<Trip> loaded, List<Trip> saved) {
        assertThat(loaded)
                .usingRecursiveComparison()
                .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                .isEqualTo(saved);
    }

    @ParameterizedTest
    @CsvSource({"INT96", "TIMESTAMP_MICROS"})
    void journeys_areEqualThroughBothViews(String timestamps) {
        SparkProject project = project("data/t.parquet", "format: parquet", "type: parquet, time-unit: micros");
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

    private static Kinds kinds(int id, boolean isFull) {
        Leg leg = new Leg("GVA", MOMENT.minusSeconds(id), id);
        return new Kinds(
                id,
                isFull ? Byte.MAX_VALUE : Byte.MIN_VALUE,
                isFull ? Short.MAX_VALUE : Short.MIN_VALUE,
                isFull ? Float.MIN_VALUE : -0.1f,
                isFull ? (byte) 1 : null,
                isFull ? (short) 2 : null,
                isFull ? Long.MIN_VALUE : null,
                isFull ? Float.POSITIVE_INFINITY : null,
                isFull ? Double.NaN : null,
                isFull ? Boolean.TRUE : null,
                isFull ? new byte[] {0, -1, 127} : new byte[0],
                isFull ? LocalDate.of(1600, 2, 29) : null,
                isFull ? Instant.parse("1969-12-31T23:59:59.999999Z") : null,
                isFull ? new BigDecimal("-99999999999999999999.123456789012345678") : null,
                isFull ? Sky.CLEAR : null,
                isFull ? leg : null,
                isFull ? List.of("") : null,
                isFull ? List.of(LocalDate.EPOCH) : List.of(),
                List.of(new BigDecimal("0.000000000000000001")),
                isFull ? List.of(List.of(1, 2), List.of()) : List.of(),
                isFull ? Map.of(1, leg, -1, leg) : Map.of(),
                isFull ? Map.of("x", List.of(Sky.CLEAR, Sky.CLOUDS)) : Map.of());
    }

    /** Every type of value that both views have, full and null, at the ends of its range. */
    @ParameterizedTest
    @CsvSource({"INT96", "TIMESTAMP_MICROS"})
    void kinds_areEqualThroughBothViews(String timestamps) {
        SparkProject project = project("data/t.parquet", "format: parquet", "type: parquet, time-unit: micros");
        List<Kinds> kinds = List.of(kinds(1, true), kinds(2, false));
        records(project, Kinds.class).save(kinds);
        assertSame(spark(project, Kinds.class).load().collectAsList(), kinds);
        SparkSession session = SparkProject.session();
        session.conf().set("spark.sql.parquet.outputTimestampType", timestamps);
        try {
            spark(project, Kinds.class).save(dataset(kinds, Kinds.class));
        } finally {
            session.conf().unset("spark.sql.parquet.outputTimestampType");
        }
        assertSame(records(project, Kinds.class).load(), kinds);
    }

    /** Decimals are compared by their value, other numbers bit by bit. */
    private static void assertSame(List<Kinds> loaded, List<Kinds> saved) {
        assertThat(loaded)
                .usingRecursiveComparison()
                .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                .withComparatorForType(Double::compare, Double.class)
                .withComparatorForType(Float::compare, Float.class)
                .isEqualTo(saved);
    }

    @Test
    void nanoseconds_areRefusedInOneLine() {
        SparkProject project = project("data/t.parquet", "format: parquet", "type: parquet");
        records(project, Leg.class).save(List.of(new Leg("GVA", MOMENT, 1)));
        assertThatThrownBy(() -> spark(project, Leg.class).load())
                .isInstanceOf(DatasetException.class)
                .hasMessage(
                        "dataset \"t@spark\" (data/t.parquet): cannot be read: the file has times in nanoseconds, which"
                                + " Spark does not read; write them in microseconds, as the dataset type parquet does with"
                                + " time-unit: micros");
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
