package dev.freshet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.DatasetException;
import dev.freshet.dataset.value.RecordBinding;
import dev.freshet.testkit.RandomValues;
import dev.freshet.testkit.SameValues;
import dev.freshet.testkit.TypeRecords;
import dev.freshet.testkit.TypeRecords.Held;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random values of each Java type, and the limits of the types of time, come back from columns that Freshet created: they
 * are equal, rounded as the documentation says, or refused before a row is overwritten. More of them by hand: {@code
 * -Dfreshet.thorough=1000} is 100,000 of each type, {@code -Dfreshet.seed=7} are others.
 */
@Tag("once")
final class RoundTripsTest {
    private static final long SEED = Long.getLong("freshet.seed", 20261127L);
    private static final int MANY = 100 * Integer.getInteger("freshet.thorough", 1);
    private static final int MOST_IN_A_SAVE = 1000;
    private static final Pattern RECORD = Pattern.compile("\\brecord (\\d{1,9})\\b");

    enum Place {
        H2,
        SQLITE,
        POSTGRESQL;

        private TestDatabase create(Path directory) {
            return switch (this) {
                case H2 -> new H2Database();
                case SQLITE -> new SqliteDatabase(directory.resolve("x.db"));
                case POSTGRESQL -> PostgresDatabase.ofManyConnections();
            };
        }
    }

    private static final List<LocalDate> DATES = List.of(
            LocalDate.MIN,
            LocalDate.MAX,
            LocalDate.EPOCH,
            LocalDate.of(0, 1, 1),
            LocalDate.of(-1, 12, 31),
            LocalDate.of(-4712, 1, 1),
            LocalDate.of(1, 1, 1),
            LocalDate.of(1582, 10, 10),
            LocalDate.of(9999, 12, 31),
            LocalDate.of(10_000, 1, 1),
            LocalDate.of(294_276, 12, 31),
            LocalDate.of(5_874_897, 12, 31));

    @TempDir
    static Path directory;

    private static final Map<Place, TestDatabase> DATABASES = new EnumMap<>(Place.class);

    private String refusal = "";
    private int equal;
    private int rounded;
    private int refused;

    private static RandomValues values(Random random) {
        RandomValues values = new RandomValues(random);
        RandomValues usual = new RandomValues(random);
        Map.<Class<?>, List<?>>of(
                        LocalDate.class, DATES,
                        LocalTime.class, List.of(LocalTime.MIN, LocalTime.MAX, LocalTime.NOON.minusNanos(1)),
                        LocalDateTime.class, all(date -> date.atTime(23, 59, 59, 999_999_999), LocalDateTime.MIN),
                        Instant.class,
                                all(date -> date.atTime(1, 2).toInstant(ZoneOffset.UTC), Instant.MIN, Instant.MAX),
                        OffsetDateTime.class,
                                all(
                                        date -> date.atTime(1, 2).atOffset(ZoneOffset.ofHoursMinutesSeconds(1, 2, 3)),
                                        OffsetDateTime.MIN,
                                        OffsetDateTime.MAX))
                .forEach((type, limits) -> with(values, type, usual, limits, random));
        return values;
    }

    @SuppressWarnings("unchecked") // the limits are of the type
    private static <T> void with(
            RandomValues values, Class<T> type, RandomValues usual, List<?> limits, Random random) {
        values.with(
                type, () -> (T) (random.nextInt(16) > 0 ? usual.of(type) : limits.get(random.nextInt(limits.size()))));
    }

    private static List<Object> all(Function<LocalDate, Object> of, Object... more) {
        List<Object> all = new ArrayList<>(List.of(more));
        for (LocalDate date : DATES) {
            if (Math.abs((long) date.getYear()) < Year.MAX_VALUE) {
                all.add(of.apply(date));
            }
        }
        return all;
    }

    static List<Arguments> held() {
        return Stream.of(Place.values())
                .flatMap(place ->
                        TypeRecords.ALL.stream().filter(RoundTripsTest::isHeld).map(held -> Arguments.of(place, held)))
                .toList();
    }

    private static boolean isHeld(Held held) {
        try {
            new RecordColumns(held.record(), Map.of());
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @ParameterizedTest
    @MethodSource("held")
    void values_comeBackOrAreRefused(Place place, Held held) throws SQLException {
        TestDatabase database = DATABASES.computeIfAbsent(place, each -> each.create(directory));
        database.run("drop table if exists t");
        JdbcProject project = new JdbcProject(directory, database);
        try (Connection connection = database.connect()) {
            check(Table.create(project, database, (Class<?>) held.record(), connection), held, place);
        }
        System.out.println("| `" + place + "`, " + held + " | " + MANY + " | " + equal + " | " + rounded + " | "
                + refused + " | " + (MANY - equal - rounded - refused) + " |");
        assertThat(equal + rounded)
                .as("%s, seed %d: values that came back", held, SEED)
                .isPositive();
    }

    /**
     * A table, and a query of its rows in the order in which they were saved: a table has none, and PostgreSQL gives
     * rows of different lengths in another one.
     */
    private record Table(Dataset<Iterable<Object>> saved, Dataset<Iterable<Object>> ordered, Connection connection) {
        @SuppressWarnings("unchecked") // the values are records of the dataset
        static Table create(JdbcProject project, TestDatabase database, Class<?> record, Connection connection) {
            Class<Object> held = (Class<Object>) record;
            Dataset<Iterable<Object>> saved =
                    project.dataset("type: table, table: t, create: true, mode: truncate", held);
            saved.save(List.of());
            if (!(database instanceof PostgresDatabase)) {
                return new Table(saved, saved, connection);
            }
            database.run("alter table t add column place bigserial");
            return new Table(
                    saved,
                    project.dataset("type: query, sql: \"select value from t order by place\"", held),
                    connection);
        }

        private String refusal(List<Object> values) {
            try {
                saved.save(values);
                return "";
            } catch (DatasetException e) {
                return String.valueOf(e.getMessage());
            }
        }

        /** The rows as texts, by one connection, because a test of PostgreSQL mostly waits for new ones. */
        private List<String> rows() {
            try (Statement statement = connection.createStatement();
                    ResultSet found = statement.executeQuery("select * from t")) {
                List<String> rows = new ArrayList<>();
                while (found.next()) {
                    rows.add(found.getString(1));
                }
                return rows;
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        private List<Object> loaded() {
            List<Object> all = new ArrayList<>();
            ordered.load().forEach(all::add);
            return all;
        }
    }

    private void check(Table table, Held held, Place place) {
        RandomValues values = values(new Random(SEED));
        for (int done = 0; done < MANY; ) {
            List<Object> some = new ArrayList<>();
            for (; some.size() < Math.min(MOST_IN_A_SAVE, MANY) && done < MANY; done++) {
                some.add(values.of(held.record()));
            }
            save(table, some, place);
        }
    }

    /**
     * Takes out what the table refuses: the record that a refusal names, else by halves. The records behind a refused
     * one are tried without those before it, which are tried together at the end. So many refused records take time in
     * proportion to the number of all, and not to the square of it.
     */
    private void save(Table table, List<Object> values, Place place) {
        List<Object> passed = new ArrayList<>();
        List<Object> rest = values;
        while (!rest.isEmpty() && isRefused(table, rest)) {
            int named = rest.size() == 1 ? 0 : named(refusal);
            if (named < 0) {
                save(table, rest.subList(0, rest.size() / 2), place);
                rest = rest.subList(rest.size() / 2, rest.size());
                continue;
            }
            if (rest.size() > 1) {
                assertThat(isRefused(table, rest.subList(named, named + 1))).isTrue();
            }
            passed.addAll(rest.subList(0, named));
            rest = rest.subList(named + 1, rest.size());
            refused++;
        }
        compare(rest, rest.isEmpty() ? List.of() : table.loaded(), place);
        if (!passed.isEmpty()) {
            save(table, passed, place);
        }
    }

    /** Also requires that the rows stay if they are. */
    private boolean isRefused(Table table, List<Object> values) {
        List<String> before = table.rows();
        refusal = table.refusal(values);
        if (!refusal.isEmpty()) {
            assertThat(table.rows()).as("unchanged after: " + refusal).isEqualTo(before);
        }
        return !refusal.isEmpty();
    }

    /** Returns the index of the record that a refusal names; negative if it names none. */
    private static int named(String refusal) {
        Matcher record = RECORD.matcher(refusal);
        return record.find() ? Integer.parseInt(record.group(1)) - 1 : -1;
    }

    private void compare(List<Object> saved, List<Object> loaded, Place place) {
        assertThat(loaded).hasSameSizeAs(saved);
        for (int i = 0; i < saved.size(); i++) {
            Object one = saved.get(i);
            Object other = loaded.get(i);
            if (isEqual(one, other)) {
                equal++;
            } else {
                assertThat(isRounded(component(one), component(other), place))
                        .as("%s: %s was loaded as %s, seed %d", place, one, other, SEED)
                        .isTrue();
                rounded++;
            }
        }
    }

    private static @Nullable Object component(Object record) {
        return RecordBinding.of(record.getClass()).values(record)[0];
    }

    private static boolean isEqual(Object one, Object other) {
        return SameValues.test(one, other)
                || (component(one) instanceof BigDecimal first
                        && component(other) instanceof BigDecimal second
                        && first.compareTo(second) == 0);
    }

    /**
     * The documentation says what is rounded: PostgreSQL and H2 hold microseconds, PostgreSQL holds no offsets, and H2
     * and SQLite store 0.0 for -0.0.
     */
    private static boolean isRounded(@Nullable Object one, @Nullable Object other, Place place) {
        Object first = one instanceof OptionalDouble number && number.isPresent() ? number.getAsDouble() : one;
        Object second = other instanceof OptionalDouble number && number.isPresent() ? number.getAsDouble() : other;
        if (first instanceof Number stored && second instanceof Number found) {
            return place != Place.POSTGRESQL && stored.doubleValue() == 0 && found.doubleValue() == 0;
        }
        return place != Place.SQLITE
                && first instanceof Temporal from
                && second instanceof Temporal to
                && from.isSupported(ChronoUnit.NANOS)
                && Duration.between(from, to).abs().compareTo(Duration.ofNanos(1000)) < 0;
    }
}
