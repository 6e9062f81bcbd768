package dev.freshet.dataset.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.TestProject;
import dev.freshet.dataset.Types;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was saved is loaded as it was, whatever it is. */
class RoundTripTest {
    private static final long SEED = Long.getLong("freshet.seed", 20261121L);
    private static final String[] PIECES = {
        "", " ", ",", ";", "\"", "\"\"", "'", "\n", "\r", "\r\n", "\t", "a", "é", "漢", "😀", "null", "0", "#", "\ufeff",
        "\\", "=1+1", "\u2028", "\u0000", "true"
    };

    enum Colour {
        RED,
        GREEN {
            @Override
            public String toString() {
                return "green as grass";
            }
        }
    }

    record Primitives(int a, long b, short c, byte d, double e, float f, boolean g, char h) {}

    record Objects(
            String text,
            Integer number,
            BigDecimal decimal,
            BigInteger big,
            Colour colour,
            UUID id,
            Boolean flag,
            Optional<String> maybe,
            Optional<Integer> maybeNumber) {}

    record Times(
            LocalDate date,
            LocalDateTime dateTime,
            LocalTime time,
            Instant instant,
            OffsetDateTime offset,
            ZonedDateTime zoned,
            Duration duration,
            Year year,
            YearMonth month) {}

    record Single(String only) {}

    record Tree(String name, List<Tree> children, Map<String, Optional<Objects>> extra) {}

    private final Random random = new Random(SEED);

    private String text() {
        StringBuilder text = new StringBuilder();
        int pieces = random.nextInt(5);
        for (int i = 0; i < pieces; i++) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    private <T> T orNull(Supplier<T> value) {
        return random.nextInt(4) == 0 ? null : value.get();
    }

    private Primitives primitives() {
        int kind = random.nextInt(10);
        double real = kind == 0
                ? Double.NaN
                : kind == 1 ? Double.NEGATIVE_INFINITY : Double.longBitsToDouble(random.nextLong());
        return new Primitives(
                random.nextInt(),
                random.nextLong(),
                (short) random.nextInt(),
                (byte) random.nextInt(),
                Double.isNaN(real) ? Double.NaN : real,
                random.nextFloat() * 1e20f,
                random.nextBoolean(),
                (char) ('!' + random.nextInt(500)));
    }

    private Objects objects() {
        return new Objects(
                orNull(this::text),
                orNull(random::nextInt),
                orNull(() -> new BigDecimal(new BigInteger(70, random), random.nextInt(40) - 20)),
                orNull(() -> new BigInteger(100, random).negate()),
                orNull(() -> Colour.values()[random.nextInt(2)]),
                orNull(() -> new UUID(random.nextLong(), random.nextLong())),
                orNull(random::nextBoolean),
                Optional.ofNullable(orNull(this::text)),
                Optional.ofNullable(orNull(random::nextInt)));
    }

    private Times times() {
        LocalDateTime at = LocalDateTime.of(1900, 1, 1, 0, 0)
                .plusSeconds(random.nextInt(Integer.MAX_VALUE))
                .plusNanos(random.nextBoolean() ? 0 : random.nextInt(1_000_000_000));
        return new Times(
                orNull(at::toLocalDate),
                orNull(() -> at),
                orNull(at::toLocalTime),
                orNull(() -> at.toInstant(ZoneOffset.UTC)),
                orNull(() -> at.atOffset(ZoneOffset.ofHours(random.nextInt(20) - 10))),
                orNull(() -> at.atZone(ZoneId.of("Europe/Paris"))),
                orNull(() -> Duration.ofMillis(random.nextInt())),
                orNull(() -> Year.of(at.getYear())),
                orNull(() -> YearMonth.from(at)));
    }

    private Tree tree(int depth) {
        List<Tree> children = IntStream.range(0, depth == 0 ? 0 : random.nextInt(3))
                .mapToObj(i -> tree(depth - 1))
                .toList();
        Map<String, Optional<Objects>> extra = new LinkedHashMap<>();
        IntStream.range(0, random.nextInt(3))
                .forEach(i -> extra.put("k" + i + text(), Optional.ofNullable(orNull(this::objects))));
        return new Tree(orNull(this::text), children, extra);
    }

    private <T> List<T> many(Supplier<T> one) {
        return IntStream.range(0, 200).mapToObj(i -> one.get()).toList();
    }

    private void roundTrips(String options, Type type, Object value) {
        TestProject project = TestProject.inMemory();
        Dataset<Object> dataset = project.dataset("path: f, " + options, type);
        dataset.save(value);
        String first = project.text("f");
        Object loaded = dataset.load();
        assertThat(loaded).as("seed %d", SEED).isEqualTo(value);
        dataset.save(loaded);
        assertThat(project.text("f")).as("saved again, seed %d", SEED).isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "jsonl", "json", "yaml"})
    void records_areLoadedAsTheyWereSaved(String type) {
        roundTrips("type: " + type, Types.list(Primitives.class), many(this::primitives));
        roundTrips("type: " + type, Types.list(Objects.class), many(this::objects));
        roundTrips("type: " + type, Types.list(Times.class), many(this::times));
        roundTrips("type: " + type, Types.list(Single.class), many(() -> new Single(orNull(this::text))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delimiter: \"\\t\"",
                "delimiter: \";\", quote: \"'\"",
                "header: false",
                "encoding: UTF-16",
                "quote: \"|\""
            })
    void records_areLoadedAsTheyWereSavedInAnyDialect(String options) {
        List<Objects> value = many(this::objects);
        Dataset<Object> dataset =
                TestProject.inMemory().dataset("type: csv, path: f, " + options, Types.list(Objects.class));
        dataset.save(value);
        assertThat(dataset.load()).as("seed %d", SEED).isEqualTo(value);
    }

    @Test
    void rowsOfTexts_areLoadedAsTheyWereSaved() {
        roundTrips("type: csv", Types.LISTS, many(() -> Arrays.asList(orNull(this::text), "x", orNull(this::text))));
        roundTrips("type: csv", Types.MAPS, many(() -> {
            Map<String, String> row = new LinkedHashMap<>();
            row.put("a", orNull(this::text));
            row.put("b,\"", orNull(this::text));
            return row;
        }));
    }

    @Test
    void trees_areLoadedAsTheyWereSaved() {
        for (int i = 0; i < 50; i++) {
            roundTrips("type: json", Tree.class, tree(3));
            roundTrips("type: yaml", Tree.class, tree(3));
        }
        roundTrips("type: jsonl", Types.list(Tree.class), many(() -> tree(2)));
    }

    @Test
    void texts_areLoadedAsTheyWereSaved() {
        List<String> lines = many(this::text).stream()
                .map(text -> text.replace("\n", "").replace("\r", "").replace("\ufeff", ""))
                .toList();
        roundTrips("type: text", Types.TEXTS, lines);
        roundTrips("type: text", String.class, "x" + String.join("\r", many(this::text)));
        roundTrips("type: text", String.class, "");
        roundTrips("type: text", Types.TEXTS, new ArrayList<>());
    }

    @Test
    void bytes_areLoadedAsTheyWereSaved() {
        byte[] bytes = new byte[100_000];
        random.nextBytes(bytes);
        Dataset<byte[]> dataset = TestProject.inMemory().dataset("type: bytes, path: f", byte[].class);
        dataset.save(bytes);
        assertThat(dataset.load()).isEqualTo(bytes);
    }
}
