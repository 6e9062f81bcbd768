import java.io.File;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/**
 * Writes the Parquet and Avro files of Apache Spark and, beside each, the values that Spark reads from it. With the jars
 * of org.apache.spark:spark-sql_2.13:4.2.0 and spark-avro_2.13:4.2.0 in a directory:
 *
 * <p>{@code SPARK_LOCAL_IP=127.0.0.1 java -cp 'jars/*' SparkFiles.java PARQUET_DIRECTORY AVRO_DIRECTORY}
 */
public final class SparkFiles {
    private static final String TOOL = "Apache Spark 4.2.0";

    private final SparkSession spark;
    private final Path parquet;
    private final Path avro;

    private SparkFiles(SparkSession spark, Path parquet, Path avro) {
        this.spark = spark;
        this.parquet = parquet;
        this.avro = avro;
    }

    public static void main(String[] arguments) throws Exception {
        SparkSession spark = SparkSession.builder()
                .master("local[1]")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.parquet.datetimeRebaseModeInWrite", "CORRECTED")
                .config("spark.sql.parquet.int96RebaseModeInWrite", "CORRECTED")
                .config("spark.sql.parquet.datetimeRebaseModeInRead", "CORRECTED")
                .config("spark.sql.parquet.int96RebaseModeInRead", "CORRECTED")
                .config("spark.sql.avro.datetimeRebaseModeInWrite", "CORRECTED")
                .config("spark.sql.avro.datetimeRebaseModeInRead", "CORRECTED")
                .config("spark.sql.datetime.java8API.enabled", "true")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.driver.host", "127.0.0.1")
                .getOrCreate();
        new SparkFiles(spark, Path.of(arguments[0]), Path.of(arguments[1])).all();
        spark.stop();
    }

    private void all() throws Exception {
        for (String codec : List.of("none", "snappy", "gzip", "zstd", "lz4", "lz4_raw")) {
            parquet("scalars_v1_" + codec, "Scalars", scalars(), Map.of("compression", codec));
            parquet("scalars_v2_" + codec, "Scalars", scalars(), v2(codec));
        }
        for (String unit : List.of("INT96", "TIMESTAMP_MICROS", "TIMESTAMP_MILLIS")) {
            spark.conf().set("spark.sql.parquet.outputTimestampType", unit);
            parquet("moments_" + unit.toLowerCase(), "Moments", moments(unit.endsWith("MILLIS")), Map.of());
        }
        spark.conf().set("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS");
        for (String legacy : List.of("true", "false")) {
            spark.conf().set("spark.sql.parquet.writeLegacyFormat", legacy);
            String name = legacy.equals("true") ? "_legacy" : "";
            parquet("decimals_v1" + name, "Decimals", decimals(), Map.of());
            parquet("decimals_v2" + name, "Decimals", decimals(), v2("snappy"));
            parquet("nested_v1" + name, "Nested", nested(), Map.of());
            parquet("nested_v2" + name, "Nested", nested(), v2("snappy"));
        }
        spark.conf().set("spark.sql.parquet.writeLegacyFormat", "false");
        for (String codec : List.of("none", "snappy", "gzip", "zstd", "lz4_raw")) {
            parquet("nulls_v2_" + codec, "Scalars", nulls(), v2(codec));
        }
        parquet("empty", "Scalars", scalars().limit(0), Map.of());
        parquet("repeated", "Repeated", repeated(), Map.of());
        parquet("repeated_v2", "Repeated", repeated(), v2("zstd"));
        for (String codec : List.of("uncompressed", "deflate", "snappy", "bzip2", "xz", "zstandard")) {
            avro("spark_scalars_" + codec, "Scalars", scalars(), Map.of("compression", codec));
        }
        avro("spark_nested", "Nested", nested().drop("names"), Map.of());
        avro("spark_decimals", "Decimals", decimals(), Map.of());
        avro("spark_moments", "Moments", moments(false), Map.of());
        avro("spark_nulls", "Scalars", nulls(), Map.of());
        avro("spark_empty", "Scalars", scalars().limit(0), Map.of());
    }

    private static Map<String, String> v2(String codec) {
        return Map.of("compression", codec, "parquet.writer.version", "v2");
    }

    private void parquet(String name, String record, Dataset<Row> rows, Map<String, String> options) throws Exception {
        write("parquet", parquet, name, record, rows, options);
    }

    private void avro(String name, String record, Dataset<Row> rows, Map<String, String> options) throws Exception {
        write("avro", avro, name, record, rows, options);
    }

    private void write(
            String type, Path into, String name, String record, Dataset<Row> rows, Map<String, String> options)
            throws Exception {
        Path scratch = Files.createTempDirectory("spark");
        rows.coalesce(1).write().format(type).options(options).mode("overwrite").save(scratch.toString());
        File[] parts = scratch.toFile().listFiles(file -> file.getName().startsWith("part-"));
        Path file = into.resolve(name + "." + type);
        Files.copy(parts[0].toPath(), file, StandardCopyOption.REPLACE_EXISTING);
        Dataset<Row> read = spark.read().format(type).load(file.toString());
        List<String> values = read.select(functions.to_json(
                        functions.struct(functions.col("*")),
                        Map.of(
                                "timestampFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX",
                                "timestampNTZFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSSSS",
                                "ignoreNullFields", "false")))
                .as(org.apache.spark.sql.Encoders.STRING())
                .collectAsList();
        Files.writeString(
                into.resolve(name + ".json"),
                "{\"tool\": \"" + TOOL + "\", \"record\": \"" + record + "\", \"rows\": [\n"
                        + String.join(",\n", values) + "\n]}\n");
    }

    private Dataset<Row> rows(String ddl, Row... rows) {
        return spark.createDataFrame(Arrays.asList(rows), StructType.fromDDL(ddl));
    }

    private static final String SCALARS = "tiny TINYINT, small SMALLINT, n INT, big BIGINT, single FLOAT, real DOUBLE,"
            + " flag BOOLEAN, text STRING, raw BINARY, day DATE";

    private Dataset<Row> scalars() {
        return rows(
                SCALARS,
                row((byte) 1, (short) 2, 3, 4L, 0.1f, 0.1, true, "a é 漢 😀", bytes(0, 1, 255), "2024-02-29"),
                row(Byte.MIN_VALUE, Short.MIN_VALUE, Integer.MIN_VALUE, Long.MIN_VALUE, -Float.MAX_VALUE,
                        -Double.MAX_VALUE, false, "", bytes(), "0001-01-01"),
                row(Byte.MAX_VALUE, Short.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE, Float.MIN_VALUE,
                        Double.MIN_VALUE, true, "007", bytes(0xc3, 0x28), "9999-12-31"),
                row(null, null, null, null, null, null, null, null, null, null),
                row((byte) 0, (short) 0, 0, (1L << 53) + 1, Float.NaN, Double.POSITIVE_INFINITY, false, "null",
                        bytes(0xef, 0xbb, 0xbf), "1969-12-31"));
    }

    private Dataset<Row> nulls() {
        Row none = row(null, null, null, null, null, null, null, null, null, null);
        return rows(SCALARS, none, none, none);
    }

    private static Row row(Object... values) {
        Object[] all = values.clone();
        int last = all.length - 1;
        all[last] = all[last] == null ? null : LocalDate.parse((String) all[last]);
        return RowFactory.create(all);
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private Dataset<Row> moments(boolean wholeMillis) {
        int nanos = wholeMillis ? 123_000_000 : 123_456_000;
        List<String> seconds = List.of("2024-02-29T23:59:59", "1969-12-31T23:59:59", "0001-01-01T00:00:00",
                "1582-10-15T00:00:00", "2262-04-12T00:00:00", "9999-12-31T23:59:59");
        Row[] rows = new Row[seconds.size() + 1];
        for (int i = 0; i < seconds.size(); i++) {
            LocalDateTime at = LocalDateTime.parse(seconds.get(i)).withNano(nanos);
            rows[i] = RowFactory.create(at.toInstant(java.time.ZoneOffset.UTC), at, at.toLocalDate());
        }
        rows[seconds.size()] = RowFactory.create(null, null, null);
        return rows("moment TIMESTAMP, at TIMESTAMP_NTZ, day DATE", rows);
    }

    private Dataset<Row> decimals() {
        return rows(
                "small DECIMAL(9,2), middle DECIMAL(18,4), large DECIMAL(38,10), whole DECIMAL(20,0)",
                RowFactory.create(number("123.45"), number("-0.0001"), number("1234567890123456789012345678.0123456789"),
                        number("12345678901234567890")),
                RowFactory.create(number("-9999999.99"), number("99999999999999.9999"),
                        number("-9999999999999999999999999999.9999999999"), number("-1")),
                RowFactory.create(number("0.00"), number("0"), number("0"), number("0")),
                RowFactory.create(null, null, null, null));
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }

    private Dataset<Row> nested() {
        Map<String, Integer> map = new LinkedHashMap<>();
        map.put("one", 1);
        map.put("none", null);
        Map<Integer, String> keyed = Map.of(7, "seven");
        return rows(
                "numbers ARRAY<INT>, words ARRAY<STRING>, counts MAP<STRING, INT>, names MAP<INT, STRING>,"
                        + " part STRUCT<name: STRING, size: INT>, parts ARRAY<STRUCT<name: STRING, size: INT>>,"
                        + " lists ARRAY<ARRAY<INT>>",
                RowFactory.create(Arrays.asList(1, null, 3), List.of("a", ""), map, keyed, part("p", 1),
                        List.of(part("q", 2), part("r", null)), List.of(List.of(1), List.of(), List.of(2, 3))),
                RowFactory.create(List.of(), List.of(), Map.of(), Map.of(), part(null, null), List.of(), List.of()),
                RowFactory.create(null, null, null, null, null, null, null));
    }

    private static Row part(String name, Integer size) {
        return RowFactory.create(name, size);
    }

    private Dataset<Row> repeated() {
        Row[] rows = new Row[300];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = RowFactory.create(i % 3, "word " + i % 5, (long) i / 20);
        }
        return rows("n INT, word STRING, big BIGINT", rows);
    }
}
