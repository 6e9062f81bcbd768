package dev.freshet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows that a record of any kind can tell apart have different digests. */
final class RowsDigestTest {
    @TempDir
    Path directory;

    /** What some record is given of the only column of the only row, by the type of its component. */
    private static Map<Class<?>, String> given(TestDatabase database) {
        Map<Class<?>, String> given = new HashMap<>();
        for (Class<?> type : List.of(
                String.class,
                double.class,
                float.class,
                long.class,
                BigDecimal.class,
                boolean.class,
                LocalDate.class,
                LocalTime.class,
                LocalDateTime.class,
                OffsetDateTime.class,
                byte[].class,
                UUID.class)) {
            Kinds.Kind kind = Kinds.of(type).orElseThrow();
            try (Connection connection = database.connect();
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("select v from t")) {
                Column column = column(rows, connection);
                rows.next();
                Object stored = column.read(rows, 1);
                Object value = stored == null ? "null" : kind.reader().apply(stored);
                given.put(type, value instanceof byte[] bytes ? Arrays.toString(bytes) : String.valueOf(value));
            } catch (SQLException | RuntimeException notOfThatKind) {
                given.put(type, "none");
            }
        }
        return given;
    }

    private static Column column(ResultSet rows, Connection connection) throws SQLException {
        return Column.of(rows.getMetaData(), Dialect.of(connection)).get(0);
    }

    private static String digest(TestDatabase database) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select v from t")) {
            Column column = column(rows, connection);
            RowsDigest digest = new RowsDigest(List.of(column), false);
            rows.next();
            digest.add(new Object[] {column.read(rows, 1)});
            return digest.hex();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** @return whether some record sees a difference */
    private static boolean differ(TestDatabase database, String type, String one, String two) {
        database.run("drop table if exists t", "create table t (v " + type + ")", "insert into t values (" + one + ")");
        Map<Class<?>, String> before = given(database);
        String digest = digest(database);
        assertThat(digest(database)).as("the same rows").isEqualTo(digest);
        database.run("delete from t", "insert into t values (" + two + ")");
        Map<Class<?>, String> after = given(database);
        if (!before.equals(after)) {
            assertThat(digest(database))
                    .as("%s: %s and %s are given as %s and %s", type, one, two, before, after)
                    .isNotEqualTo(digest);
        }
        return !before.equals(after);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "real | 1234567.89 | 1234567.90",
                "real | 0.1 | 0.1000000000000000055",
                "real | 9007199254740992.0 | 9007199254740994.0",
                "real | 1 | '1x'",
                "date | '2024-01-01' | '2024-01-01 10:00:00'",
                "date | '2024-01-01 10:00:00' | '2024-01-01 11:00:00'",
                "date | 1704067200000 | 1704067200001",
                "timestamp | '2024-01-01 10:00:00' | '2024-01-01 10:00:00.001'",
                "time | '10:00' | '10:00:01'",
                "integer | 5 | '5a'",
                "integer | 9007199254740992 | 9007199254740993",
                "text | '5' | '5.0'",
                "blob | '5' | x'35'",
                "blob | x'00' | x'0000'",
                "boolean | 1 | 0",
                "numeric | 1.5 | 1.50000000000001",
                "t | null | ''"
            })
    void sqliteValues_thatDiffer_haveOtherDigests(String type, String one, String two) {
        differ(new SqliteDatabase(directory.resolve("db")), type, one, two);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "timestamp(9) with time zone | '2024-01-01 10:00:00+02:00' | '2024-01-01 08:00:00+00:00'",
                "timestamp(9) | '2024-01-01 10:00:00' | '2024-01-01 10:00:00.000000001'",
                "time(9) | '10:00:00' | '10:00:00.000000001'",
                "date | date '2024-01-01' | date '2024-01-02'",
                "real | 0.1 | 0.10000001",
                "double precision | 0.1 | 0.10000000000000002",
                "decfloat | 1.5 | 1.51",
                "numeric(20, 10) | 1.5 | 1.5000000001",
                "varchar | 'a' | 'a '",
                "clob | 'a' | 'b'",
                "blob | x'00' | x'01'",
                "varbinary | x'00' | x'01'",
                "boolean | true | false",
                "uuid | '0000000a-0000-0000-0000-000000000001' | '0000000a-0000-0000-0000-000000000002'",
                "int array | array[1] | array[2]",
                "interval day | interval '1' day | interval '2' day",
                "json | json '1' | json '2'"
            })
    void h2Values_thatDiffer_haveOtherDigests(String type, String one, String two) {
        assertThat(differ(new H2Database(), type, one, two)).isTrue();
    }

    @Test
    void sqliteRealAndDate_areReadAsTheyAreDigested() {
        SqliteDatabase database = new SqliteDatabase(directory.resolve("db"));
        assertThat(differ(database, "real", "1234567.89", "1234567.90")).isTrue();
        assertThat(differ(database, "date", "'2024-01-01 10:00:00'", "'2024-01-01 11:00:00'"))
                .isTrue();
    }
}
