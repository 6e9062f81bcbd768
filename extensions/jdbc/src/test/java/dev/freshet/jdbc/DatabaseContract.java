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
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What datasets do in every database. */
abstract class DatabaseContract extends ModesContract {
    enum Mood {
        GLAD,
        SAD
    }

    record Everything(
            int id,
            long big,
            double real,
            float single,
            short small,
            boolean flag,
            @Nullable String text,
            @Nullable BigDecimal decimal,
            @Nullable BigInteger whole,
            @Nullable LocalDate day,
            @Nullable LocalTime time,
            @Nullable LocalDateTime dayAndTime,
            @Nullable Instant moment,
            @Nullable OffsetDateTime offset,
            @Nullable UUID uuid,
            byte @Nullable [] bytes,
            @Nullable Mood mood,
            Optional<String> maybeText,
            Optional<LocalDate> maybeDay,
            @Nullable Integer boxed) {}

    @Test
    void table_isLoaded() {
        assertThat(flights().load()).containsExactlyInAnyOrder(new Flight(1, "BER", 5), new Flight(2, "MUC", null));
        assertThat(flights().exists()).isTrue();
        assertThat(flights().location()).isEqualTo("table flights of db");
        assertThat(flights().isLossless()).isFalse();
    }

    @Test
    void save_replacesTheRows() {
        flights().save(List.of(new Flight(2, "FRA", 7), new Flight(3, "o'Hare; drop table flights", null)));
        assertThat(rows()).containsExactly("2 FRA 7", "3 o'Hare; drop table flights -1");
        flights().save(List.of());
        assertThat(rows()).isEmpty();
        assertThat(flights().load()).isEmpty();
    }

    @Test
    void save_refusedRightBeforeItsCommit_leavesTheRows() {
        Catalog catalog =
                project.catalog("d: {" + FLIGHTS + ", credentials: db}\n").catalog();
        catalog.content("d").orElseThrow().beforeReplacing(() -> {
            throw new DatasetException("they stay", null);
        });
        Dataset<Object> refused = catalog.open("d", new JdbcProject.Records(Flight.class));
        assertThatThrownBy(() -> refused.save(List.of(new Flight(3, "FRA", 7)))).hasMessage("they stay");
        assertThat(rows()).containsExactly("1 BER 5", "2 MUC -1");
    }

    @Test
    void append_keepsTheRows() {
        Dataset<Iterable<Flight>> appended = project.dataset(FLIGHTS + ", mode: append", Flight.class);
        appended.save(List.of(new Flight(3, "FRA", 7)));
        assertThat(rows()).containsExactly("1 BER 5", "2 MUC -1", "3 FRA 7");
    }

    record Renamed(int number, String from) {}

    @Test
    void columns_areFoundByNameAndByOption() {
        database.run("create table odd (\"Select\" int, \"from_\" varchar(10), more int default 9)");
        Dataset<Iterable<Renamed>> odd =
                project.dataset("type: table, table: odd, columns: {number: Select}", Renamed.class);
        odd.save(List.of(new Renamed(4, "x")));
        assertThat(odd.load()).containsExactly(new Renamed(4, "x"));
        assertThat(database.ask("select more from odd")).containsExactly("9");
        assertThatThrownBy(() -> project.dataset(FLIGHTS + ", columns: {numbr: id}", Renamed.class))
                .isInstanceOf(ConfigException.class)
                .hasMessage("conf/base/catalog.yml:1:44: \"columns\" has \"numbr\", which is not a component"
                        + " of DatabaseContract.Renamed; did you mean \"number\"?");
    }

    /** A number that is none, if the database has one. */
    double notANumber() {
        return Double.NaN;
    }

    List<Everything> everything() {
        Instant early = Instant.parse("0001-03-01T00:00:00.000001Z");
        Instant late = Instant.parse("9999-12-30T23:59:59.999999Z");
        return List.of(
                new Everything(
                        Integer.MIN_VALUE,
                        Long.MAX_VALUE,
                        Double.MAX_VALUE,
                        Float.MAX_VALUE,
                        Short.MIN_VALUE,
                        true,
                        "'\"\\ \t\r\n%_?$1{}\u00fc\ud83d\ude00 '; drop table x; --",
                        new BigDecimal("-123456789012345678901234567890.123456789012345678901"),
                        BigInteger.TWO.pow(200),
                        LocalDate.of(1, 3, 1),
                        LocalTime.of(23, 59, 59, 999_999_000),
                        LocalDateTime.of(1582, 10, 10, 0, 0),
                        early,
                        late.atOffset(ZoneOffset.UTC),
                        new UUID(-1, -1),
                        new byte[] {0, -1, 127, 39, 92},
                        Mood.SAD,
                        Optional.of(""),
                        Optional.of(LocalDate.of(9999, 12, 31)),
                        7),
                new Everything(
                        Integer.MAX_VALUE,
                        Long.MIN_VALUE,
                        notANumber(),
                        Float.NEGATIVE_INFINITY,
                        Short.MAX_VALUE,
                        false,
                        "x".repeat(100_000),
                        new BigDecimal("1E-20"),
                        BigInteger.ZERO,
                        LocalDate.of(2024, 2, 29),
                        LocalTime.MIDNIGHT,
                        LocalDateTime.of(2026, 3, 29, 2, 30),
                        late,
                        early.atOffset(ZoneOffset.UTC),
                        new UUID(0, 0),
                        new byte[0],
                        Mood.GLAD,
                        Optional.of("null"),
                        Optional.empty(),
                        null),
                new Everything(
                        0,
                        0,
                        Double.MIN_VALUE,
                        Float.MIN_VALUE,
                        (short) 0,
                        false,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        Optional.empty(),
                        Optional.empty(),
                        null));
    }

    /** All of it as text, numbers in one notation. */
    static String shown(Everything row) {
        return row.toString()
                .replaceAll("bytes=\\[B@[0-9a-f]+", "bytes=" + Arrays.toString(row.bytes()))
                .replaceAll(
                        "decimal=[^,]+",
                        "decimal="
                                + (row.decimal() == null
                                        ? "null"
                                        : row.decimal().stripTrailingZeros().toPlainString()));
    }

    @Test
    void everyType_comesBack() {
        Dataset<Iterable<Everything>> table =
                project.dataset("type: table, table: every_thing, create: true", Everything.class);
        assertThat(table.exists()).isFalse();
        table.save(everything());
        table.save(everything());
        assertThat(table.load())
                .extracting(DatabaseContract::shown)
                .containsExactlyInAnyOrderElementsOf(
                        everything().stream().map(DatabaseContract::shown).toList());
        assertThat(database.ask("select day_and_time from EVERY_THING where id = 0"))
                .hasSize(1);
    }

    @Test
    void query_isLoaded_andNotSaved() {
        String query = "type: query, sql: \"select origin, id as ID, 3 as delay from flights order by id desc;\"";
        Dataset<Iterable<Flight>> read = project.dataset(query, Flight.class);
        assertThat(read.load()).containsExactly(new Flight(2, "MUC", 3), new Flight(1, "BER", 3));
        assertThat(read.exists()).isTrue();
        fails(
                () -> read.save(List.of()),
                "dataset \"d\" (query d of db): a query is read only; save to a dataset of type table");
    }

    @Test
    void queryInFile_isLoaded() {
        project.with("queries/late.sql", "select * from flights\n where delay > 0;\n");
        Dataset<Iterable<Flight>> read = project.dataset("type: query, file: queries/late.sql", Flight.class);
        assertThat(read.load()).containsExactly(new Flight(1, "BER", 5));
        assertThat(read.location()).isEqualTo("queries/late.sql of db");
        assertThatThrownBy(() -> project.dataset("type: query, file: queries/lat.sql", Flight.class))
                .hasMessage("conf/base/catalog.yml:1:24: there is no file queries/lat.sql with the query");
    }

    @Test
    void failingSave_leavesTheOldRows() {
        Iterable<Flight> torn = () -> IntStream.range(0, 5000)
                .mapToObj(id -> {
                    if (id == 2500) {
                        throw new IllegalStateException("torn");
                    }
                    return new Flight(id, "XXX", null);
                })
                .iterator();
        assertThatThrownBy(() -> flights().save(torn)).hasMessage("torn");
        assertThat(rows()).containsExactly("1 BER 5", "2 MUC -1");
        try (RecordOutput output = ((RecordDataset) (Dataset<?>) flights()).replace()) {
            output.write(new Flight(7, "XXX", null));
        }
        assertThat(rows()).as("after an output that was not committed").containsExactly("1 BER 5", "2 MUC -1");
    }

    /** How a message names the second of two records, which a constraint refuses. */
    String refused() {
        return "record 2";
    }

    @Test
    void constraintViolation_isOneLine_andLeavesTheOldRows() {
        assertThat(failure(() -> flights().save(List.of(new Flight(1, "A", 1), new Flight(1, "B", 1)))))
                .startsWith("dataset \"d\" (table flights of db, " + refused() + "): ")
                .containsPattern("(?i)key|unique")
                .doesNotContain("insert into");
        assertThat(rows()).containsExactly("1 BER 5", "2 MUC -1");
        fails(
                () -> flights().save(Arrays.asList(new Flight(1, "A", 1), null)),
                "dataset \"d\" (table flights of db, record 2): it is null");
        assertThat(rows()).containsExactly("1 BER 5", "2 MUC -1");
    }

    @Test
    void manyRecords_comeBack() {
        flights()
                .save(() -> IntStream.range(0, 100_000)
                        .mapToObj(id -> new Flight(id, "X", id % 7))
                        .iterator());
        try (Stream<Object> stream = ((RecordDataset) (Dataset<?>) flights()).stream()) {
            assertThat(stream.mapToLong(flight -> ((Flight) flight).id()).sum()).isEqualTo(4_999_950_000L);
        }
    }

    @Test
    void streamThatIsNotReadToItsEnd_isClosed() {
        Stream<Object> stream = ((RecordDataset) (Dataset<?>) flights()).stream();
        assertThat(stream.iterator().next()).isInstanceOf(Flight.class);
        assertThat(database.open()).hasSize(1);
        stream.close();
    }

    @Test
    void unknownTable_isSaidWithTheNearest() {
        String wrong = "dataset \"d\" (table flihgts of db): there is no table \"flihgts\"; did you mean \""
                + database.stored("flights")
                + "\"?";
        Dataset<Iterable<Flight>> unknown = project.dataset("type: table, table: flihgts", Flight.class);
        assertThat(unknown.exists()).isFalse();
        fails(unknown::load, wrong);
        fails(() -> unknown.save(List.of()), wrong);
        fails(
                () -> project.dataset("type: table, table: qqq", Flight.class).load(),
                "dataset \"d\" (table qqq of db): there is no table \"qqq\"; create it, or set \"create: true\"");
    }

    record Wrong(int id, String orgin) {}

    @Test
    void unknownColumn_isSaidWithTheNearest() {
        String columns =
                Stream.of("id", "origin", "delay").map(database::stored).collect(Collectors.joining(", "));
        Dataset<Iterable<Wrong>> wrong = project.dataset(FLIGHTS, Wrong.class);
        String message = "dataset \"d\" (table flights of db): no column \"orgin\" (did you mean \""
                + columns.split(", ")[1] + "\"?); it has " + columns;
        fails(wrong::load, message);
        fails(() -> wrong.save(List.of(new Wrong(1, "x"))), message);
        assertThat(rows()).hasSize(2);
    }

    record Strict(int id, int delay) {}

    record Misread(int origin) {}

    record Lower(Mood origin) {}

    record Dates(LocalDate origin) {}

    @Test
    void wrongValue_isSaidWithColumnAndRow() {
        String column = "type: query, sql: \"select * from flights order by id\"";
        fails(
                () -> project.dataset(column, Strict.class).load(),
                "dataset \"d\" (query d of db, row 2): column \"delay\" is null, but must be an int");
        fails(
                () -> project.dataset(column, Misread.class).load(),
                "dataset \"d\" (query d of db, row 1): column \"origin\": \"BER\" is not an int");
        fails(
                () -> project.dataset(column, Lower.class).load(),
                "dataset \"d\" (query d of db, row 1): column \"origin\": \"BER\" is not one of GLAD, SAD");
        fails(
                () -> project.dataset(column, Dates.class).load(),
                "dataset \"d\" (query d of db, row 1): column \"origin\": \"BER\" is not a date");
        fails(
                () -> project.dataset("type: query, sql: \"select id, 3000000000 as delay from flights\"", Strict.class)
                        .load(),
                "dataset \"d\" (query d of db, row 1): column \"delay\": \"3000000000\" is not an int");
    }

    @Test
    void missingDriver_isOneLine_withoutThePasswordOfTheUrl() {
        project.credentials("jdbc:hunter://user:hunter2@localhost/x?password=hunter2%21", "x", "hunter2");
        fails(
                () -> flights().load(),
                "dataset \"d\" (table flights of db): no driver for jdbc:hunter is on the class path; add the jar of the"
                        + " database's JDBC driver");
    }

    @Test
    void wrongStatement_isOneLine() {
        assertThat(failure(() -> project.dataset("type: query, sql: \"selct 1\"", Flight.class)
                        .load()))
                .startsWith("dataset \"d\" (query d of db): ")
                .containsIgnoringCase("syntax error")
                .containsIgnoringCase("selct");
        assertThat(failure(() -> project.dataset("type: query, sql: \"select 1 from flihgts\"", Flight.class)
                        .load()))
                .containsIgnoringCase("flihgts");
        assertThat(failure(() -> project.version(FLIGHTS + ", version: \"select max(changed) from flights\"")))
                .containsIgnoringCase("changed");
    }

    @Test
    void version_differsWithTheRowsOnly() {
        String before = project.version(FLIGHTS);
        assertThat(project.version(FLIGHTS)).isEqualTo(before);
        database.run(
                "delete from flights",
                "insert into flights values (2, 'MUC', null)",
                "insert into flights values (1, 'BER', 5)");
        assertThat(project.version(FLIGHTS)).as("in another order").isEqualTo(before);
        database.run("update flights set delay = 0 where delay is null");
        assertThat(project.version(FLIGHTS)).isNotEqualTo(before);
        database.run("update flights set delay = null where delay = 0");
        assertThat(project.version(FLIGHTS)).as("changed back").isEqualTo(before);
        database.run("alter table flights add more int");
        assertThat(project.version(FLIGHTS)).isNotEqualTo(before);
    }

    @Test
    void version_countsRowsThatAreThereTwice() {
        database.run("create table twice (a int)", "insert into twice values (1), (1), (2)");
        String before = project.version("type: table, table: twice");
        database.run("update twice set a = 3 where a = 1");
        assertThat(project.version("type: table, table: twice")).isNotEqualTo(before);
    }

    @Test
    void version_ofAnOrderedQuery_differsWithTheOrder() {
        String ordered = "type: query, sql: \"select origin from flights order by delay\"";
        String any = "type: query, sql: \"select origin from flights\"";
        database.run("update flights set delay = 9 where id = 2");
        String orderedBefore = project.version(ordered);
        String anyBefore = project.version(any);
        database.run("update flights set delay = 1 where id = 2");
        assertThat(project.version(ordered)).isNotEqualTo(orderedBefore);
        assertThat(project.version(any)).isEqualTo(anyBefore);
    }

    @Test
    void versionOfEveryType_isTheSameInEveryTimeZone() {
        String options = "type: table, table: every_thing, create: true";
        project.dataset(options, Everything.class).save(everything());
        TimeZone before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
            String utc = project.version(options);
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
            assertThat(project.version(options)).isEqualTo(utc);
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void stampByStatement_asksForNothingElse() {
        database.run("create table clock (at int)", "insert into clock values (1)");
        String options = FLIGHTS + ", version: \"select at from clock\"";
        String before = project.content(options).stamp().orElseThrow().text();
        database.run("update flights set delay = 77");
        assertThat(project.content(options).stamp().orElseThrow().text()).isEqualTo(before);
        database.run("update clock set at = 2");
        assertThat(project.content(options).stamp().orElseThrow().text()).isNotEqualTo(before);
        assertThat(project.version(options))
                .as("the digest is that of the rows")
                .isEqualTo(project.version(FLIGHTS));
        assertThat(project.content("type: table, table: none, version: \"select at from clock\"")
                        .stamp())
                .isEmpty();
    }
}
