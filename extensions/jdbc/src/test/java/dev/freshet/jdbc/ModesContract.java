package dev.freshet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.config.ConfigException;
import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.DatasetException;
import dev.freshet.dataset.RecordDataset;
import dev.freshet.dataset.RecordOutput;
import dev.freshet.dataset.catalog.Catalog;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What saves do with existing rows, and what is refused, in every database. */
abstract class ModesContract extends DatabaseFixture {
    private static final String UPSERT = FLIGHTS + ", mode: upsert, key: [id]";

    private Dataset<Iterable<Flight>> upserted() {
        return project.dataset(UPSERT, Flight.class);
    }

    @Test
    void upsert_updatesRowsOfTheSameKey_andKeepsTheOthers() {
        database.run("alter table flights add note varchar(10)", "update flights set note = 'old'");
        upserted().save(List.of(new Flight(2, "FRA", 7), new Flight(3, "HAM", null)));
        assertThat(rows()).containsExactly("1 BER 5", "2 FRA 7", "3 HAM -1");
        assertThat(database.ask("select note from flights where id = 2"))
                .as("a column that the record does not have")
                .containsExactly("old");
        upserted().save(List.of());
        assertThat(rows()).hasSize(3);
    }

    @Test
    void upsert_ofTheSameRecords_leavesTheSameVersion() {
        upserted().save(List.of(new Flight(2, "FRA", 7), new Flight(3, "HAM", null)));
        String version = project.version(UPSERT);
        upserted().save(List.of(new Flight(3, "HAM", null), new Flight(2, "FRA", 7)));
        assertThat(project.version(UPSERT)).isEqualTo(version);
        upserted().save(List.of(new Flight(3, "HAM", 1)));
        assertThat(project.version(UPSERT)).isNotEqualTo(version);
    }

    @Test
    void upsert_ofAKeyThatIsThereTwice_isRefused_andLeavesTheOldRows() {
        fails(
                () -> upserted().save(List.of(new Flight(7, "A", 1), new Flight(2, "B", 1), new Flight(7, "C", 1))),
                "dataset \"d\" (table flights of db, record 3): its key " + quoted("id")
                        + " = 7 is that of record 1, too");
        assertThat(rows()).containsExactly("1 BER 5", "2 MUC -1");
    }

    private String quoted(String name) {
        return '"' + database.stored(name) + '"';
    }

    @Test
    void upsert_thatFails_leavesTheOldRows() {
        assertThat(failure(() -> upserted().save(Arrays.asList(new Flight(2, "FRA", 7), null))))
                .contains("record 2): it is null");
        assertThat(failure(() -> upserted().save(List.of(new Flight(2, "FRA", 7), new Flight(9, null, 7)))))
                .contains("(table flights of db, record");
        try (RecordOutput output = ((RecordDataset) (Dataset<?>) upserted()).replace()) {
            output.write(new Flight(2, "XXX", null));
        }
        Catalog catalog =
                project.catalog("d: {" + UPSERT + ", credentials: db}\n").catalog();
        catalog.content("d").orElseThrow().beforeReplacing(() -> {
            throw new DatasetException("they stay", null);
        });
        Dataset<Object> refused = catalog.open("d", new JdbcProject.Records(Flight.class));
        assertThatThrownBy(() -> refused.save(List.of(new Flight(2, "FRA", 7)))).hasMessage("they stay");
        assertThat(rows()).containsExactly("1 BER 5", "2 MUC -1");
    }

    record Keyed(@Nullable Integer id, String origin) {}

    @Test
    void upsert_withoutAKey_isRefused() {
        fails(
                () -> project.dataset(UPSERT, Keyed.class).save(List.of(new Keyed(1, "A"), new Keyed(null, "B"))),
                "dataset \"d\" (table flights of db, record 2): its key \"" + database.stored("id") + "\" is null");
        assertThatThrownBy(() -> project.dataset(FLIGHTS + ", mode: upsert", Flight.class))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("\"mode: upsert\" needs \"key\"");
        assertThatThrownBy(() -> project.dataset(FLIGHTS + ", key: [id]", Flight.class))
                .hasMessageContaining("\"key\" is for \"mode: upsert\" only");
        assertThatThrownBy(() -> project.dataset(FLIGHTS + ", mode: upsert, key: [idd]", Flight.class))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("\"key\" has \"idd\", which is not a component of")
                .hasMessageContaining("did you mean \"id\"?");
        assertThat(rows()).containsExactly("1 BER 5", "2 MUC -1");
    }

    record Day(String origin, int day, double delay) {}

    @Test
    void upsert_createsItsTable_withAKeyOfTwoColumns() {
        Dataset<Iterable<Day>> days =
                project.dataset("type: table, table: days, create: true, mode: upsert, key: [origin, day]", Day.class);
        days.save(List.of(new Day("BER", 1, 0.5), new Day("BER", 2, 1.5)));
        days.save(List.of(new Day("BER", 2, 2.5), new Day("MUC", 1, 3.5)));
        assertThat(days.load())
                .containsExactlyInAnyOrder(new Day("BER", 1, 0.5), new Day("BER", 2, 2.5), new Day("MUC", 1, 3.5));
    }

    /** An oracle in Java: a map by key. */
    @Test
    void upserts_ofManyRecords_areThoseOfAMap() {
        var expected = IntStream.rangeClosed(1, 2)
                .boxed()
                .collect(Collectors.toMap(
                        id -> id, id -> id == 1 ? new Flight(1, "BER", 5) : new Flight(2, "MUC", null)));
        for (int round = 0; round < 3; round++) {
            int by = round + 2;
            List<Flight> saved = IntStream.range(0, 2500)
                    .mapToObj(i -> new Flight(i * by, "R" + by, i % 3 == 0 ? null : i))
                    .toList();
            upserted().save(saved);
            saved.forEach(flight -> expected.put(flight.id(), flight));
        }
        assertThat(flights().load()).containsExactlyInAnyOrderElementsOf(expected.values());
    }

    /** Neither a record that is refused, nor one that breaks the key, nor a save that is given up, leaves a table. */
    @Test
    void firstSave_thatFails_leavesNoTable() {
        for (String mode : List.of("", ", mode: upsert, key: [origin, day]")) {
            String options = "type: table, table: fresh, create: true" + mode;
            Dataset<Iterable<Day>> fresh = project.dataset(options, Day.class);
            assertThat(failure(() -> fresh.save(Arrays.asList(new Day("BER", 1, 0.5), null))))
                    .contains("record 2): it is null");
            if (!mode.isEmpty()) {
                failure(() -> fresh.save(List.of(new Day("BER", 1, 0.5), new Day("BER", 1, 1.5))));
            }
            try (RecordOutput output = ((RecordDataset) (Dataset<?>) fresh).replace()) {
                output.write(new Day("BER", 1, 0.5));
                assertThat(fresh.exists())
                        .as("nobody sees it before it is whole")
                        .isFalse();
            }
            Catalog catalog =
                    project.catalog("d: {" + options + ", credentials: db}\n").catalog();
            catalog.content("d").orElseThrow().beforeReplacing(() -> {
                throw new DatasetException("not now", null);
            });
            Dataset<Object> refused = catalog.open("d", new JdbcProject.Records(Day.class));
            assertThatThrownBy(() -> refused.save(List.of(new Day("BER", 1, 0.5))))
                    .hasMessage("not now");
            assertThat(fresh.exists()).as(options).isFalse();
            fresh.save(List.of(new Day("MUC", 2, 0.5), new Day("BER", 1, 1.5)));
            assertThat(fresh.load()).containsExactlyInAnyOrder(new Day("MUC", 2, 0.5), new Day("BER", 1, 1.5));
            database.run("drop table fresh");
        }
    }

    @Test
    void truncate_replacesTheRows_andAFailureLeavesThem() {
        Dataset<Iterable<Flight>> truncated = project.dataset(FLIGHTS + ", mode: truncate", Flight.class);
        failure(() -> truncated.save(List.of(new Flight(1, "A", 1), new Flight(1, "B", 1))));
        assertThat(rows()).containsExactly("1 BER 5", "2 MUC -1");
        truncated.save(List.of(new Flight(3, "FRA", 7)));
        assertThat(rows()).containsExactly("3 FRA 7");
    }

    @Test
    void queryOfTwoStatements_isRefused() {
        for (String sql : List.of(
                "commit; delete from flights",
                "select * from flights; delete from flights",
                "select ';' as \\\"a;b\\\" /* ; */ from flights -- ;\\n; delete from flights",
                "commit")) {
            assertThatThrownBy(() -> project.dataset("type: query, sql: \"" + sql + "\"", Flight.class))
                    .as(sql)
                    .isInstanceOf(ConfigException.class);
            assertThatThrownBy(() -> project.dataset(FLIGHTS + ", version: \"" + sql + "\"", Flight.class))
                    .as(sql)
                    .isInstanceOf(ConfigException.class);
        }
        assertThatThrownBy(() -> project.dataset("type: query, sql: \"commit; delete from flights\"", Flight.class))
                .hasMessage("conf/base/catalog.yml:1:23: there is more than one statement; write one that selects the"
                        + " rows");
        assertThat(rows()).containsExactly("1 BER 5", "2 MUC -1");
    }

    record Text(String text) {}

    @Test
    void semicolonInATextOrAComment_isNoSecondStatement() {
        assertThat(project.dataset(
                                "type: query, sql: \"select 'a;b''c' as text from flights /* ; */ where id = 1 -- ;\"",
                                Text.class)
                        .load())
                .containsExactly(new Text("a;b'c"));
    }

    record Real(int id, double v) {}

    record Single(int id, float v) {}

    @Test
    void numberThatNoDoubleIs_isRefused() {
        database.run(
                "create table numbers (id int, v bigint)",
                "insert into numbers values (1, 9007199254740992), (2, 9007199254740993)");
        fails(
                () -> project.dataset("type: query, sql: \"select * from numbers order by id\"", Real.class)
                        .load(),
                "dataset \"d\" (query d of db, row 2): column \"v\": \"9007199254740993\" is not a number that fits a"
                        + " double");
        fails(
                () -> project.dataset("type: query, sql: \"select id, 16777217 as v from numbers\"", Single.class)
                        .load(),
                "dataset \"d\" (query d of db, row 1): column \"v\": \"16777217\" is not a number that fits a float");
        assertThat(project.dataset("type: query, sql: \"select * from numbers where id = 1\"", Real.class)
                        .load())
                .containsExactly(new Real(1, 9007199254740992.0));
    }

    record Whole(int id, int v) {}

    record Exact(int id, BigDecimal v) {}

    @Test
    void numberThatAColumnWouldRound_isRefused_andNothingIsOverwritten() {
        database.run(
                "create table numbers (id int, v double precision)",
                "create table wholes (id int, v int)",
                "insert into numbers values (1, 1.5)");
        // The last double is printed with the same digits, but it is another whole number.
        String large = Double.toString(Math.PI * 1e30);
        for (String number : List.of("1234567890.123456789", "9007199254740993.5", large)) {
            BigDecimal value = new BigDecimal(number);
            assertThat(failure(() -> project.dataset("type: table, table: numbers", Exact.class)
                            .save(List.of(new Exact(1, value)))))
                    .contains("(table numbers of db, record 1): column \"" + database.stored("v"))
                    .contains("cannot hold \"" + value.toPlainString() + "\"");
        }
        assertThat(database.ask("select v from numbers")).containsExactly("1.5");
        project.dataset("type: table, table: numbers", Exact.class).save(List.of(new Exact(1, new BigDecimal("0.1"))));
        assertThat(project.dataset("type: table, table: numbers", Exact.class).load())
                .containsExactly(new Exact(1, new BigDecimal("0.1")));
        assertThat(failure(() -> project.dataset("type: query, sql: \"select id, 1.5 as v from numbers\"", Whole.class)
                        .load()))
                .contains("column \"v\": \"1.5\" is not an int");
    }
}
