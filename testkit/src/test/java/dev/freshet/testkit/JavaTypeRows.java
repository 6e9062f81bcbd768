package dev.freshet.testkit;

import dev.freshet.wiring.GenericTypes;
import dev.freshet.wiring.JavaTypes;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** The Java types that every dataset type of texts stores alike: the source of the documentation's table. */
final class JavaTypeRows {
    /** A closed choice of records. */
    sealed interface Shape {}

    record Circle(double radius) implements Shape {}

    record Square(double side) implements Shape {}

    record Page<T>(List<T> items, int number) {}

    record Stop(String name, boolean isOpen) {
        boolean isClosed() {
            return !isOpen;
        }

        String getLabel() {
            return "stop " + name;
        }
    }

    enum Size {
        SMALL,
        LARGE
    }

    /**
     * A Java type.
     *
     * @param value a value of it
     * @param json how JSON and YAML store the value
     * @param refused what is read as no value of the type
     */
    record Row(String shown, Type type, Object value, String json, List<String> refused) {
        /** Returns the line of the table. */
        String line() {
            String bad = String.join(", ", refused.stream().map(Row::code).toList());
            return "| " + String.join(" | ", shown, code(json), bad) + " |\n";
        }

        private static String code(String text) {
            return "`" + text + "`";
        }
    }

    private static final List<Row> SINGLE = List.of(
            row("`int`, `Integer`", int.class, 42, "42", "4.2", "\"42\"", "3000000000", "null"),
            row("`long`, `Long`", long.class, 1L << 60, "1152921504606846976", "9223372036854775808", "1e3"),
            row("`short`, `Short`", short.class, (short) 300, "300", "70000"),
            row("`byte`, `Byte`", byte.class, (byte) -56, "-56", "200"),
            row("`double`, `Double`", double.class, 0.1, "0.1", "\"0.1\"", "1e400", "1e-400", "9007199254740993"),
            row("`float`, `Float`", float.class, 0.5f, "0.5", "1e39", "16777217"),
            row("`boolean`, `Boolean`", boolean.class, true, "true", "\"true\"", "1"),
            row("`char`, `Character`", char.class, 'x', "\"x\"", "\"xy\"", "\"\"", "120"),
            row("`String`", String.class, "", "\"\"", "5", "true"),
            row("`BigDecimal`", BigDecimal.class, new BigDecimal("1.10"), "1.10", "\"1.10\"", "\"NaN\""),
            row("`BigInteger`", BigInteger.class, BigInteger.TEN.pow(20), "1" + "0".repeat(20), "1e20", "1.0"),
            row("an enum", Size.class, Size.LARGE, "\"LARGE\"", "1", "\"large\"", "\"\""),
            row(
                    "`UUID`",
                    UUID.class,
                    new UUID(1, 2),
                    "\"00000000-0000-0001-0000-000000000002\"",
                    "\"1-1-1-1-1\"",
                    "\"\""),
            row("`byte[]`", byte[].class, new byte[] {1, 2, -1}, "\"AQL/\"", "\"AQ-_\"", "[1, 2]"));

    private static final List<Row> TIMES = List.of(
            row(
                    "`Instant`",
                    Instant.class,
                    Instant.parse("2026-01-31T08:30:00Z"),
                    "\"2026-01-31T08:30:00Z\"",
                    "1769848200",
                    "\"2026-01-31T08:30:00\"",
                    "\"2016-12-31T23:59:60Z\""),
            row(
                    "`LocalDate`",
                    LocalDate.class,
                    LocalDate.of(2026, 1, 31),
                    "\"2026-01-31\"",
                    "20484",
                    "[2026, 1, 31]",
                    "\"2026-02-30\"",
                    "\"2026-01-31T00:00:00Z\""),
            row(
                    "`LocalDateTime`",
                    LocalDateTime.class,
                    LocalDateTime.of(2026, 1, 31, 8, 30),
                    "\"2026-01-31T08:30\"",
                    "\"2026-01-31T08:30:00Z\"",
                    "\"2026-01-31\""),
            row("`LocalTime`", LocalTime.class, LocalTime.of(8, 30), "\"08:30\"", "\"08:30Z\"", "\"24:00\"", "30600"),
            row(
                    "`OffsetDateTime`",
                    OffsetDateTime.class,
                    OffsetDateTime.parse("2026-01-31T08:30+01:00"),
                    "\"2026-01-31T08:30+01:00\"",
                    "\"2026-01-31T08:30\"",
                    "\"2026-01-31T08:30+01:00[Europe/Paris]\""),
            row("`OffsetTime`", OffsetTime.class, OffsetTime.parse("08:30+01:00"), "\"08:30+01:00\"", "\"08:30\""),
            row(
                    "`ZonedDateTime`",
                    ZonedDateTime.class,
                    ZonedDateTime.parse("2026-01-31T08:30+01:00[Europe/Paris]"),
                    "\"2026-01-31T08:30+01:00[Europe/Paris]\"",
                    "\"2026-01-31T08:30+05:00[Europe/Paris]\"",
                    "\"2026-01-31T08:30\""),
            row("`Year`", Year.class, Year.of(2026), "2026", "\"2026\"", "2026.5"),
            row("`YearMonth`", YearMonth.class, YearMonth.of(2026, 1), "\"2026-01\"", "202601", "\"2026-13\""),
            row("`MonthDay`", MonthDay.class, MonthDay.of(1, 31), "\"--01-31\"", "\"01-31\""),
            row("`Duration`", Duration.class, Duration.ofMinutes(90), "\"PT1H30M\"", "5400", "\"90m\""),
            row("`Period`", Period.class, Period.of(1, 2, 3), "\"P1Y2M3D\"", "14", "\"1 year\""),
            row("`ZoneId`", ZoneId.class, ZoneId.of("Europe/Paris"), "\"Europe/Paris\"", "\"Paris\"", "1"),
            row("`ZoneOffset`", ZoneOffset.class, ZoneOffset.ofHours(1), "\"+01:00\"", "3600", "\"CET\""));

    private static final List<Row> NAMES = List.of(
            row("`Path`", Path.class, Path.of("data", "a.csv"), "\"data/a.csv\"", "5"),
            row("`URI`", URI.class, URI.create("https://example.org/a"), "\"https://example.org/a\"", "\"a b\""),
            row("`Currency`", Currency.class, Currency.getInstance("EUR"), "\"EUR\"", "\"euro\"", "978"),
            row("`Locale`", Locale.class, Locale.forLanguageTag("de-CH"), "\"de-CH\"", "\"de_CH_\""));

    private static final List<Row> COMPOUND = List.of(
            row("`Optional<T>`", of(Optional.class, Integer.class), Optional.of(5), "5", "\"5\""),
            row("`OptionalInt`, `OptionalLong`, `OptionalDouble`", OptionalInt.class, OptionalInt.of(5), "5", "5.5"),
            row(
                    "`List<T>`, `Collection<T>`, `Iterable<T>`",
                    of(List.class, Integer.class),
                    List.of(1, 2),
                    "[1, 2]",
                    "1",
                    "{\"0\": 1}"),
            row("an array", int[].class, new int[] {1, 2}, "[1, 2]", "[1, null]"),
            row("`Set<T>`", of(Set.class, String.class), Set.of("b", "a"), "[\"a\", \"b\"]", "[\"a\", \"a\"]"),
            row(
                    "`SortedSet<T>`",
                    of(SortedSet.class, Integer.class),
                    new TreeSet<>(List.of(9, 10)),
                    "[9, 10]",
                    "[1, 1]"),
            row(
                    "`Map<K, V>`; the key is a single value",
                    of(Map.class, Double.class, String.class),
                    Map.of(1.5, "a"),
                    "{\"1.5\": \"a\"}",
                    "{\"1\": \"a\", \"1.0\": \"b\"}"),
            row(
                    "`SortedMap<K, V>`",
                    of(SortedMap.class, Integer.class, String.class),
                    new TreeMap<>(Map.of(9, "a", 10, "b")),
                    "{\"9\": \"a\", \"10\": \"b\"}",
                    "{\"x\": \"a\"}"),
            row(
                    "a record",
                    Stop.class,
                    new Stop("a", true),
                    "{\"name\": \"a\", \"isOpen\": true}",
                    "{\"isOpen\": true}",
                    "{\"name\": \"a\", \"isOpen\": true, \"label\": \"a\"}"),
            row(
                    "a generic record",
                    of(Page.class, LocalDate.class),
                    new Page<>(List.of(LocalDate.of(2026, 1, 31)), 1),
                    "{\"items\": [\"2026-01-31\"], \"number\": 1}",
                    "{\"items\": [5], \"number\": 1}"),
            row(
                    "a sealed interface of records",
                    Shape.class,
                    new Circle(0.5),
                    "{\"$type\": \"Circle\", \"radius\": 0.5}",
                    "{\"radius\": 0.5}",
                    "{\"$type\": \"Oval\"}"),
            row("`Object`", Object.class, Map.of("a", List.of(1, 0.5, "b")), "{\"a\": [1, 0.5, \"b\"]}", "1e400"));

    private JavaTypeRows() {}

    private static Row row(String shown, Type type, Object value, String json, String... refused) {
        return new Row(shown, type, value, json, List.of(refused));
    }

    static Type of(Class<?> raw, Type... arguments) {
        return GenericTypes.parameterized(raw, arguments);
    }

    /** Returns the rows of types with a text of their own, which are also cells and keys. */
    static List<Row> single() {
        List<Row> rows = new ArrayList<>(SINGLE);
        rows.addAll(TIMES);
        rows.addAll(NAMES);
        return rows;
    }

    static List<Row> all() {
        List<Row> rows = single();
        rows.addAll(COMPOUND);
        return rows;
    }

    /** Returns the table of the documentation. */
    static String table() {
        StringBuilder table =
                new StringBuilder("| Java type | stored, for example | refused, for example |\n|---|---|---|\n");
        all().forEach(row -> table.append(row.line()));
        return table.toString();
    }

    static String name(Row row) {
        return JavaTypes.show(row.type());
    }
}
