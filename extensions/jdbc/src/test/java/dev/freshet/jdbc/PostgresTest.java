package dev.freshet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.DatasetException;
import dev.freshet.dataset.RecordDataset;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** PostgreSQL. */
final class PostgresTest extends ServerContract {
    @Override
    TestDatabase create() {
        return new PostgresDatabase();
    }

    /** The row at the end of the result cannot be made: who waits for the whole result sees none. */
    @Test
    void rows_areReadWhileTheyAreMade() {
        Dataset<Iterable<Flight>> endless = project.dataset(
                "type: query, sql: \"select g as id, 'X' as origin, 1 / (100000 - g) as delay"
                        + " from generate_series(1, 100000) g\"",
                Flight.class);
        List<Object> seen = new ArrayList<>();
        try (Stream<Object> stream = ((RecordDataset) (Dataset<?>) endless).stream()) {
            assertThatThrownBy(() -> stream.forEach(seen::add))
                    .isInstanceOf(DatasetException.class)
                    .hasMessage("dataset \"d\" (query d of db, row 99001): division by zero");
        }
        assertThat(seen).hasSize(99_000);
    }

    record Special(UUID id, Mood mood, Optional<Mood> other, String data) {}

    @Test
    void typesOfPostgres_takeTexts() {
        database.run(
                "create type mood as enum ('GLAD', 'SAD')",
                "create table special (id uuid, mood mood, other mood, data jsonb)");
        Dataset<Iterable<Special>> special = project.dataset("type: table, table: special", Special.class);
        List<Special> saved = List.of(new Special(new UUID(1, 2), Mood.SAD, Optional.empty(), "{\"a\": 1}"));
        special.save(saved);
        assertThat(special.load()).containsExactlyElementsOf(saved);
    }

    /** With this setting, the driver makes one statement of several records, and counts statements. */
    @ParameterizedTest
    @ValueSource(strings = {"", "reWriteBatchedInserts=true"})
    void recordThatIsRefused_isNamed_orOneOfARange(String setting) {
        database.run("create table strict (id int primary key check (id < 100), origin text, delay int)");
        project.credentials(
                database.url() + (database.url().contains("?") ? "&" : "?") + setting,
                database.user(),
                TestDatabase.PASSWORD);
        List<Flight> flights = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            flights.add(new Flight(i == 37 ? 100 : i, "A", 1));
        }
        assertThatThrownBy(() -> project.dataset("type: table, table: strict", Flight.class)
                        .save(flights))
                .hasMessageContaining(setting.isEmpty() ? "record 38)" : "records 1 to 50)");
    }

    record End(LocalTime second, LocalTime micro) {}

    /** PostgreSQL would round them to 24:00, which is no LocalTime. */
    @Test
    void endOfDay_isCutOff() {
        database.run("create table ends (second time(0), micro time)");
        Dataset<Iterable<End>> ends = project.dataset("type: table, table: ends", End.class);
        ends.save(List.of(
                new End(LocalTime.MAX, LocalTime.MAX),
                new End(LocalTime.parse("23:59:59.4999999"), LocalTime.parse("23:59:59.999999")),
                new End(LocalTime.parse("23:59:58.6"), LocalTime.parse("23:59:59.4999999"))));
        assertThat(ends.load())
                .containsExactly(
                        new End(LocalTime.parse("23:59:59"), LocalTime.parse("23:59:59.999999")),
                        new End(LocalTime.parse("23:59:59"), LocalTime.parse("23:59:59.999999")),
                        new End(LocalTime.parse("23:59:59"), LocalTime.parse("23:59:59.5")));
    }

    @Test
    void query_cannotWrite() {
        Dataset<Iterable<Flight>> writing =
                project.dataset("type: query, sql: \"delete from flights returning *\"", Flight.class);
        assertThatThrownBy(writing::load)
                .hasMessage("dataset \"d\" (query d of db): cannot execute DELETE in a read-only transaction");
        assertThat(flights().load()).hasSize(2);
    }

    record Id(int id) {}

    @Test
    void columnsThatNobodyWants_doNoHarm() {
        database.run(
                "create table odd (id int, a timetz, b money, c int4range, d interval, e point, f bit(3), g xml, h inet,"
                        + " i int[], j tsvector, k numeric, l timetz, m timestamp)",
                "insert into odd values (1, '10:00:00+02', 12.5, '[1,2)', '1 day', '(1,2)', B'101', '<a/>', '::1',"
                        + " '{1,2}', 'a b', 'NaN', '24:00:00+01', 'infinity')");
        Dataset<Iterable<Id>> odd = project.dataset("type: table, table: odd", Id.class);
        assertThat(odd.load()).containsExactly(new Id(1));
        String version = project.version("type: table, table: odd");
        for (String change : List.of("a = '11:00:00+02'", "b = 13", "f = B'100'", "j = 'c'", "l = null")) {
            database.run("update odd set " + change);
            assertThat(project.version("type: table, table: odd")).as(change).isNotEqualTo(version);
            version = project.version("type: table, table: odd");
        }
    }

    record Moment(Instant at) {}

    record Local(LocalDateTime at) {}

    @Test
    void moment_inAColumnWithoutZone_isRefused() {
        database.run(
                "create table plain (at timestamp)",
                "create table zoned (at timestamptz)",
                "insert into plain values ('2024-01-01 10:00')",
                "insert into zoned values ('2024-01-01 10:00Z')");
        Dataset<Iterable<Moment>> plain = project.dataset("type: table, table: plain", Moment.class);
        String refused = "dataset \"d\" (table plain of db): column \"at\" (timestamp) has no time zone, so it holds no"
                + " moments; make the component a LocalDateTime, or the column a timestamp with time zone";
        fails(plain::load, refused);
        fails(() -> plain.save(List.of(new Moment(Instant.EPOCH))), refused);
        fails(
                () -> project.dataset("type: table, table: zoned", Local.class).load(),
                "dataset \"d\" (table zoned of db): column \"at\" (timestamptz) holds moments; make the component an"
                        + " Instant or an OffsetDateTime");
        assertThat(project.dataset("type: table, table: zoned", Moment.class).load())
                .containsExactly(new Moment(Instant.parse("2024-01-01T10:00:00Z")));
    }

    record Word(String v) {}

    @Test
    void textInAColumnOfNumbers_isRefused() {
        database.run("create table numbers (v int)");
        fails(
                () -> project.dataset("type: table, table: numbers", Word.class).save(List.of(new Word("007"))),
                "dataset \"d\" (table numbers of db): column \"v\" is int4, which does not hold text");
    }

    record Noted(
            String note,
            @Nullable LocalDate day,
            @Nullable LocalDateTime local,
            @Nullable OffsetDateTime at) {}

    static List<Arguments> unstorable() {
        LocalDateTime late = LocalDateTime.of(294_276, 12, 31, 23, 59, 59, 999_999_500);
        LocalDate lateDay = LocalDate.of(5_874_898, 1, 1);
        String years = "the last year of the column is ";
        String early = "the driver would store minus infinity for what is before 4713 BC";
        return List.of(
                Arguments.of(
                        new Noted("a\0", null, null, null),
                        "\"note\" (text) cannot hold \"a␀\": PostgreSQL cannot store the character U+0000 in a text"),
                Arguments.of(
                        new Noted("", lateDay, null, null),
                        "\"day\" (date) cannot hold \"" + lateDay + "\": " + years + "5874897"),
                Arguments.of(
                        new Noted("", LocalDate.of(-4713, 12, 31), null, null),
                        "\"day\" (date) cannot hold \"-4713-12-31\": " + early),
                Arguments.of(
                        new Noted("", null, late, null),
                        "\"local\" (timestamp) cannot hold \"" + late + "\": " + years + "294276"),
                Arguments.of(
                        new Noted("", null, null, late.atOffset(ZoneOffset.UTC)),
                        "\"at\" (timestamptz) cannot hold \"" + late + "Z\": " + years + "294276"));
    }

    /** The server would refuse a thousand records together. */
    @ParameterizedTest
    @MethodSource("unstorable")
    void valueThatPostgresCannotStore_isRefusedWithItsRecordAndColumn(Noted wrong, String problem) {
        database.run("create table notes (note text, day date, local timestamp, at timestamptz)");
        Noted right = new Noted(
                "a",
                LocalDate.of(5_874_897, 12, 31),
                LocalDateTime.of(294_276, 12, 31, 23, 59, 59, 999_999_000),
                OffsetDateTime.MAX);
        Dataset<Iterable<Noted>> notes = project.dataset("type: table, table: notes", Noted.class);
        notes.save(List.of(right));
        fails(
                () -> notes.save(List.of(right, wrong, right)),
                "dataset \"d\" (table notes of db, record 2): column " + problem);
        assertThat(notes.load()).containsExactly(right);
    }

    @Test
    void upsertWithoutAUniqueKey_isRefused() {
        database.run("create table loose (id int, origin varchar(10), delay int)");
        fails(
                () -> project.dataset("type: table, table: loose, mode: upsert, key: [id]", Flight.class)
                        .save(List.of()),
                "dataset \"d\" (table loose of db): \"mode: upsert\" needs a primary key or a unique constraint on"
                        + " \"id\"; add one to the table");
    }
}
