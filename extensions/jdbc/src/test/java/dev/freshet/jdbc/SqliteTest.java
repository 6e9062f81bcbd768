package dev.freshet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.RecordDataset;
import dev.freshet.dataset.RecordOutput;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** SQLite, with an ordinary URL. */
final class SqliteTest extends DatabaseContract {
    @Override
    TestDatabase create() {
        return new SqliteDatabase(directory.resolve("x.db"));
    }

    /** Rows are staged, and one statement moves them all. */
    @Override
    String refused() {
        return "records 1 to 2";
    }

    /** SQLite stores it as null. */
    @Override
    double notANumber() {
        return 0.5;
    }

    record At(int id, LocalDateTime at) {}

    record Moment(int id, Instant at) {}

    @Test
    void stream_fromATable_toAnotherOfTheSameFile_ends() {
        database.run(
                "create table copies (id int primary key, origin varchar(100) not null, delay int)",
                "insert into flights select value + 3, 'X', null from"
                        + " (with recursive n(value) as (select 1 union all select value + 1 from n where value < 50000)"
                        + " select value from n)");
        RecordDataset copies = (RecordDataset) (Dataset<?>) project.dataset("type: table, table: copies", Flight.class);
        RecordDataset flights = (RecordDataset) (Dataset<?>) flights();
        try (Stream<Object> rows = flights.stream();
                RecordOutput output = copies.replace()) {
            Iterator<Object> iterator = rows.iterator();
            for (int i = 0; i < 50_001; i++) {
                output.write(iterator.next());
            }
            output.commit();
            assertThat(iterator.hasNext()).as("the stream is still open").isTrue();
        }
        assertThat(database.ask("select count(*) from copies")).containsExactly("50001");
    }

    @Test
    void twoOutputs_toOneFile_areWrittenAtTheSameTime() {
        database.run("create table others (id int primary key, origin varchar(100) not null, delay int)");
        RecordDataset others = (RecordDataset) (Dataset<?>) project.dataset("type: table, table: others", Flight.class);
        try (RecordOutput one = ((RecordDataset) (Dataset<?>) flights()).replace();
                RecordOutput two = others.replace()) {
            one.write(new Flight(7, "A", null));
            two.write(new Flight(8, "B", null));
            one.commit();
            two.commit();
        }
        assertThat(rows()).containsExactly("7 A -1");
        assertThat(database.ask("select id from others")).containsExactly("8");
    }

    @Test
    void badTimestamp_isSaidWithTableColumnAndRow() {
        database.run(
                "create table times (id int, at timestamp)",
                "insert into times values (1, '2024-01-01 10:00:00'), (2, 'yesterday')");
        fails(
                () -> project.dataset("type: table, table: times", At.class).load(),
                "dataset \"d\" (table times of db, row 2): column \"at\": \"yesterday\" is not a date and time");
        assertThat(project.version("type: table, table: times")).startsWith("rows:");
    }

    @Test
    void times_ofOtherTools_areRead_andMomentsNeedAnOffset() {
        database.run(
                "create table times (id int, at timestamp)",
                "insert into times values (1, '2024-01-01 10:00:00'), (2, '2024-01-01T10:00:00.123456')");
        assertThat(project.dataset("type: table, table: times", At.class).load())
                .containsExactly(
                        new At(1, LocalDateTime.parse("2024-01-01T10:00")),
                        new At(2, LocalDateTime.parse("2024-01-01T10:00:00.123456")));
        fails(
                () -> project.dataset("type: table, table: times", Moment.class).load(),
                "dataset \"d\" (table times of db, row 1): column \"at\": \"2024-01-01 10:00:00\" is not a moment");
        database.run("update times set at = '2024-01-01 12:00:00+02:00'");
        assertThat(project.dataset("type: table, table: times", Moment.class).load())
                .contains(new Moment(1, Instant.parse("2024-01-01T10:00:00Z")));
    }

    @Test
    void query_cannotWrite() {
        Dataset<Iterable<Flight>> writing =
                project.dataset("type: query, sql: \"delete from flights returning *\"", Flight.class);
        assertThat(failure(writing::load)).contains("readonly");
        assertThat(rows()).hasSize(2);
    }

    record Text(String v) {}

    record Number(double v) {}

    @Test
    void valueThatSqliteWouldConvert_isRefused_andNothingIsOverwritten() {
        database.run("create table t (v integer)", "insert into t values (5)");
        fails(
                () -> project.dataset("type: table, table: t", Text.class).save(List.of(new Text("007"))),
                "dataset \"d\" (table t of db, record 1): column \"v\" (INTEGER) cannot hold \"007\": SQLite would"
                        + " store the text as a number");
        fails(
                () -> project.dataset("type: table, table: t", Number.class).save(List.of(new Number(Double.NaN))),
                "dataset \"d\" (table t of db, record 1): column \"v\" (INTEGER) cannot hold \"NaN\": SQLite would"
                        + " store it as null");
        assertThat(database.ask("select v from t")).containsExactly("5");
    }

    @Test
    void firstSave_thatFails_leavesNoTable() {
        String options = "type: table, table: made, create: true";
        for (String mode : List.of("", ", mode: upsert, key: [id]")) {
            Dataset<Iterable<Flight>> made = project.dataset(options + mode, Flight.class);
            failure(() -> made.save(Arrays.asList(new Flight(1, "A", 1), null)));
            assertThat(made.exists()).as(mode).isFalse();
            assertThat(database.ask("select count(*) from sqlite_master where name = 'made'"))
                    .containsExactly("0");
            made.save(List.of(new Flight(1, "A", 1)));
            assertThat(made.load()).containsExactly(new Flight(1, "A", 1));
            database.run("drop table made");
        }
    }

    record Code(String code, int n) {}

    /** The primary key compares without case, so the second record would update the row of the first. */
    @Test
    void upsert_ofKeysThatAreEqualToTheTable_isRefused() {
        database.run(
                "create table codes (code text collate nocase primary key, n int)",
                "insert into codes values ('c', 9)");
        String options = "type: table, table: codes, mode: upsert, key: [code]";
        fails(
                () -> project.dataset(options, Code.class).save(List.of(new Code("a", 1), new Code("A", 2))),
                "dataset \"d\" (table codes of db, record 2): its key \"code\" = A is that of record 1, too");
        database.run(
                "create table exact (code text collate nocase, n int)",
                "create unique index e on exact (code collate binary)");
        project.dataset("type: table, table: exact, mode: upsert, key: [code]", Code.class)
                .save(List.of(new Code("a", 1), new Code("A", 2)));
        assertThat(database.ask("select code from exact order by n")).containsExactly("a", "A");
        assertThat(database.ask("select code from codes")).containsExactly("c");
    }
}
