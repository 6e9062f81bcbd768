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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.jspecify.annotations.Nullable;

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
                case POSTGRESQL -> new PostgresDatabase();
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
                        Instant.class, all(date -> date.atTime(1, 2).toInstant(ZoneOffset.UTC), Instant.MIN, Instant.MAX),
                        OffsetDateTime.class,
                                all(
                                        date -> date.atTime(1, 2).atOffset(ZoneOffset.ofHoursMinutesSeconds(1, 2, 3)),
                                        OffsetDateTime.MIN,
                                        OffsetDateTime.MAX))
                .forEach((type, limits) -> with(values, type, usual, limits, random));
        return values;
    }

    @SuppressWarnings("unchecked") // the limits are of the type
    private static <T> void with(RandomValues values, Class<T> type, RandomValues usual, List<?> limits, Random random) {
        values.with(
                type,
                () -> (T) (random.nextInt(16) > 0 ? usual.of(type) : limits.get(random.nextInt(limits.size()))));
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
                .flatMap(place -> TypeRecords.ALL.stream()
                        .filter(RoundTripsTest::isHeld)
                        .map(held -> Arguments.of(place, held)))
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
    void values_comeBackOrAreRefused(Place place, Held held) {
        TestDatabase database = DATABASES.computeIfAbsent(place, each -> each.create(directory));
        database.run("drop table if exists t");
        JdbcProject project = new JdbcProject(directory, database);
        check(
                project.dataset("type: table, table: t, create: true, mode: truncate", (Class<?>) held.record()),
                held,
                place);
        System.out.println("| `" + place + "`, " + held + " | " + MANY + " | " + equal + " | " + rounded + " | " + refused
                + " | " + (MANY - equal - rounded - refused) + " |");
        assertThat(equal + rounded)
                .as("%s, seed %d: values that came back", held, SEED)
                .isPositive();
    }

    @SuppressWarnings("unchecked") // the values are records of the dataset
    private void check(Dataset<? extends Iterable<?>> opened, Held held, Place place) {
        Dataset<Iterable<Object>> table = (Dataset<Iterable<Object>>) opened;
        RandomValues values = values(new Random(SEED));
        table.save(List.of());
        for (int done = 0; done < MANY; ) {
            List<Object> some = new ArrayList<>();
            for (; some.size() < Math.min(MOST_IN_A_SAVE, MANY) && done < MANY; done++) {
                some.add(values.of(held.record()));
            }
            save(table, some, place);
        }
    }

    /** Takes out what the table refuses: the record that a refusal names, else by halves. */
    private void save(Dataset<Iterable<Object>> table, List<Object> values, Place place) {
        List<Object> open = new ArrayList<>(values);
        List<Object> before = loaded(table);
        while (true) {
            String refusal = refusal(table, open);
            if (refusal.isEmpty()) {
                compare(open, loaded(table), place);
                return;
            }
            assertThat(SameValues.test(loaded(table), before)).as("unchanged after: " + refusal).isTrue();
            if (open.size() == 1) {
                refused++;
                return;
            }
            Matcher record = RECORD.matcher(refusal);
            if (!record.find()) {
                save(table, open.subList(0, open.size() / 2), place);
                save(table, open.subList(open.size() / 2, open.size()), place);
                return;
            }
            int named = Integer.parseInt(record.group(1)) - 1;
            assertThat(refusal(table, open.subList(named, named + 1))).isNotEmpty();
            open.remove(named);
            refused++;
        }
    }

    private static String refusal(Dataset<Iterable<Object>> table, List<Object> values) {
        try {
            table.save(values);
            return "";
        } catch (DatasetException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static List<Object> loaded(Dataset<Iterable<Object>> table) {
        List<Object> all = new ArrayList<>();
        table.load().forEach(all::add);
        return all;
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
     * The documentation calls these columns rounded: PostgreSQL and H2 hold microseconds, and PostgreSQL holds no
     * offsets; only PostgreSQL has a zero below zero.
     */
    private static boolean isRounded(@Nullable Object one, @Nullable Object other, Place place) {
        Object first = one instanceof OptionalDouble number && number.isPresent() ? number.getAsDouble() : one;
        Object second = other instanceof OptionalDouble number && number.isPresent() ? number.getAsDouble() : other;
        if (first instanceof Number zero && second instanceof Number other0) {
            return place != Place.POSTGRESQL && zero.doubleValue() == 0 && other0.doubleValue() == 0;
        }
        return place != Place.SQLITE
                && first instanceof Temporal from
                && second instanceof Temporal to
                && from.isSupported(ChronoUnit.NANOS)
                && Duration.between(from, to).abs().compareTo(Duration.ofNanos(1000)) < 0;
    }
}
