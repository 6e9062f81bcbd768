import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the Parquet files of DuckDB and, beside each, the values that DuckDB reads from it. With the jar of
 * org.duckdb:duckdb_jdbc:2.0.0.1:
 *
 * <p>{@code java -cp duckdb_jdbc-2.0.0.1.jar DuckDbFiles.java DIRECTORY}
 */
public final class DuckDbFiles {
    private static final String UNSIGNED = "SELECT * FROM (VALUES"
            + " (1::UTINYINT, 2::USMALLINT, 3::UINTEGER, 4::UBIGINT),"
            + " (255::UTINYINT, 65535::USMALLINT, 4294967295::UINTEGER, 18446744073709551615::UBIGINT),"
            + " (0::UTINYINT, 0::USMALLINT, 0::UINTEGER, 9223372036854775807::UBIGINT),"
            + " (NULL, NULL, NULL, NULL)) t(tiny, small, n, big)";
    private static final String MOMENTS = "SELECT * FROM (VALUES"
            + " (TIMESTAMPTZ '2024-02-29 23:59:59.123456+00', TIMESTAMP '2024-02-29 23:59:59.123456',"
            + "  DATE '2024-02-29'),"
            + " (TIMESTAMPTZ '0001-01-01 00:00:00+00', TIMESTAMP '0001-01-01 00:00:00.000001', DATE '0001-01-01'),"
            + " (TIMESTAMPTZ '9999-12-31 23:59:59.999999+00', TIMESTAMP '9999-12-31 23:59:59.999999',"
            + "  DATE '9999-12-31'),"
            + " (NULL, NULL, NULL)) t(moment, \"at\", day)";
    private static final String UNITS = "SELECT * FROM (VALUES"
            + " (TIMESTAMP_S '2024-02-29 23:59:59', TIMESTAMP_MS '2024-02-29 23:59:59.123',"
            + "  TIMESTAMP_NS '2024-02-29 23:59:59.123456789', TIME '23:59:59.999999'),"
            + " (TIMESTAMP_S '0001-01-01 00:00:00', TIMESTAMP_MS '9999-12-31 23:59:59.999',"
            + "  TIMESTAMP_NS '1969-12-31 23:59:59.999999999', TIME '00:00:00'),"
            + " (NULL, NULL, NULL, NULL)) t(seconds, millis, nanos, time)";
    private static final String DECIMALS = "SELECT * FROM (VALUES"
            + " (123.45::DECIMAL(9,2), -0.0001::DECIMAL(18,4),"
            + "  1234567890123456789012345678.0123456789::DECIMAL(38,10), 12345678901234567890::DECIMAL(20,0)),"
            + " (-9999999.99::DECIMAL(9,2), 99999999999999.9999::DECIMAL(18,4),"
            + "  -9999999999999999999999999999.9999999999::DECIMAL(38,10), -1::DECIMAL(20,0)),"
            + " (NULL, NULL, NULL, NULL)) t(small, middle, large, whole)";
    private static final String OTHERS = "SELECT * FROM (VALUES"
            + " ('a é 漢 😀', '\\x00\\xC3\\x28'::BLOB, '123e4567-e89b-12d3-a456-426614174000'::UUID, true,"
            + "  'SMALL'::ENUM('SMALL', 'LARGE'), 0.1::DOUBLE, 0.1::FLOAT),"
            + " ('', ''::BLOB, 'ffffffff-ffff-ffff-ffff-ffffffffffff'::UUID, false, 'LARGE', -1.7976931348623157e308, 3),"
            + " (NULL, NULL, NULL, NULL, NULL, NULL, NULL)) t(text, raw, id, flag, size, real, single)";
    private static final String NESTED = "SELECT * FROM (VALUES"
            + " ([1, NULL, 3], ['a', ''], MAP {'one': 1, 'none': NULL}, MAP {7: 'seven'},"
            + "  {'name': 'p', 'size': 1}, [{'name': 'q', 'size': 2}, {'name': 'r', 'size': NULL}], [[1], [], [2, 3]]),"
            + " ([], [], MAP {}, MAP {}, {'name': NULL, 'size': NULL}, [], []),"
            + " (NULL, NULL, NULL, NULL, NULL, NULL, NULL)"
            + ") t(numbers, words, counts, names, part, parts, lists)";
    private static final String REPEATED =
            "SELECT (i % 3)::INTEGER n, 'word ' || (i % 5) word, i // 20 big FROM range(300) t(i)";

    private final Statement statement;
    private final Path directory;

    private DuckDbFiles(Statement statement, Path directory) {
        this.statement = statement;
        this.directory = directory;
    }

    public static void main(String[] arguments) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            new DuckDbFiles(statement, Path.of(arguments[0])).all();
        }
    }

    private void all() throws Exception {
        for (String codec : List.of("uncompressed", "snappy", "gzip", "zstd", "brotli", "lz4_raw")) {
            write("duckdb_others_" + codec, "Others", OTHERS, "CODEC " + codec);
            write("duckdb_repeated_" + codec, "Repeated", REPEATED, "CODEC " + codec + ", PARQUET_VERSION V2");
        }
        for (String version : List.of("V1", "V2")) {
            String options = "PARQUET_VERSION " + version;
            write("duckdb_unsigned_" + version.toLowerCase(), "Unsigned", UNSIGNED, options);
            write("duckdb_moments_" + version.toLowerCase(), "Moments", MOMENTS, options);
            write("duckdb_units_" + version.toLowerCase(), "Units", UNITS, options);
            write("duckdb_decimals_" + version.toLowerCase(), "Decimals", DECIMALS, options);
            write("duckdb_nested_" + version.toLowerCase(), "Nested", NESTED, options);
        }
        write("duckdb_empty", "Unsigned", UNSIGNED + " WHERE n = 77", "CODEC snappy");
    }

    private void write(String name, String record, String query, String options) throws Exception {
        Path file = directory.resolve(name + ".parquet");
        statement.execute("COPY (" + query + ") TO '" + file + "' (FORMAT parquet, " + options + ")");
        StringBuilder rows = new StringBuilder();
        for (String row : texts("SELECT to_json(t)::VARCHAR FROM read_parquet('" + file + "') t")) {
            rows.append(rows.isEmpty() ? "" : ",\n").append(row);
        }
        String version = texts("SELECT version()").get(0);
        Files.writeString(
                directory.resolve(name + ".json"),
                "{\"tool\": \"DuckDB " + version + "\", \"record\": \"" + record + "\", \"rows\": [\n" + rows
                        + "\n]}\n");
    }

    private List<String> texts(String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (ResultSet results = statement.executeQuery(query)) {
            while (results.next()) {
                texts.add(results.getString(1));
            }
        }
        return texts;
    }
}
