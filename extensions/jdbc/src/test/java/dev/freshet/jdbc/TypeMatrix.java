package dev.freshet.jdbc;

import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.DatasetException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** What becomes of values of each Java type in columns of each type: the table of the documentation. */
final class TypeMatrix {
    enum Mood {
        GLAD,
        SAD
    }

    record OfInt(int v) {}

    record OfLong(long v) {}

    record OfFloat(float v) {}

    record OfDouble(double v) {}

    record OfDecimal(BigDecimal v) {}

    record OfInteger(BigInteger v) {}

    record OfBoolean(boolean v) {}

    record OfString(String v) {}

    record OfEnum(Mood v) {}

    record OfBytes(byte[] v) {}

    record OfUuid(UUID v) {}

    record OfDate(LocalDate v) {}

    record OfTime(LocalTime v) {}

    record OfDateTime(LocalDateTime v) {}

    record OfInstant(Instant v) {}

    record OfOffset(OffsetDateTime v) {}

    /**
     * A Java type.
     *
     * @param record a record with one component of it
     * @param values records with different values
     */
    record JavaType(String name, Class<?> record, List<Object> values) {}

    static final List<JavaType> JAVA = List.of(
            new JavaType("int", OfInt.class, List.of(new OfInt(0), new OfInt(1), new OfInt(-7), new OfInt(1 << 30))),
            new JavaType(
                    "long",
                    OfLong.class,
                    List.of(new OfLong(0), new OfLong(1), new OfLong(-7), new OfLong(9007199254740993L))),
            new JavaType(
                    "float",
                    OfFloat.class,
                    List.of(new OfFloat(0.1f), new OfFloat(1), new OfFloat(-2.5f), new OfFloat(Float.MAX_VALUE))),
            new JavaType(
                    "double",
                    OfDouble.class,
                    List.of(new OfDouble(0.1), new OfDouble(1), new OfDouble(-2.125), new OfDouble(1e300))),
            new JavaType(
                    "BigDecimal",
                    OfDecimal.class,
                    List.of(
                            new OfDecimal(new BigDecimal("0.1")),
                            new OfDecimal(new BigDecimal("1")),
                            new OfDecimal(new BigDecimal("-2.125")),
                            new OfDecimal(new BigDecimal("1234567890.123456789")))),
            new JavaType(
                    "BigInteger",
                    OfInteger.class,
                    List.of(
                            new OfInteger(BigInteger.ZERO),
                            new OfInteger(BigInteger.valueOf(-7)),
                            new OfInteger(BigInteger.TWO.pow(70).add(BigInteger.ONE)))),
            new JavaType("boolean", OfBoolean.class, List.of(new OfBoolean(true), new OfBoolean(false))),
            new JavaType(
                    "String",
                    OfString.class,
                    Stream.of("a", "007", "1e5", "2024-01-01", "{1,2}", "[1,5)", "10110001", "::1")
                            .<Object>map(OfString::new)
                            .toList()),
            new JavaType("enum", OfEnum.class, List.of(new OfEnum(Mood.GLAD), new OfEnum(Mood.SAD))),
            new JavaType(
                    "byte[]", OfBytes.class, List.of(new OfBytes(new byte[0]), new OfBytes(new byte[] {0, -1, 65}))),
            new JavaType("UUID", OfUuid.class, List.of(new OfUuid(new UUID(0, 0)), new OfUuid(new UUID(-1, 7)))),
            new JavaType(
                    "LocalDate",
                    OfDate.class,
                    List.of(new OfDate(LocalDate.of(2024, 2, 29)), new OfDate(LocalDate.of(1582, 10, 10)))),
            new JavaType(
                    "LocalTime",
                    OfTime.class,
                    List.of(
                            new OfTime(LocalTime.MIDNIGHT),
                            new OfTime(LocalTime.of(23, 59, 59, 999_999_000)),
                            new OfTime(LocalTime.of(1, 2, 3, 123_456_789)))),
            new JavaType(
                    "LocalDateTime",
                    OfDateTime.class,
                    List.of(
                            new OfDateTime(LocalDateTime.of(2024, 1, 1, 0, 0)),
                            new OfDateTime(LocalDateTime.of(2026, 3, 29, 2, 30, 0, 123_456_000)),
                            new OfDateTime(LocalDateTime.of(2026, 3, 29, 2, 30, 0, 123_456_789)))),
            new JavaType(
                    "Instant",
                    OfInstant.class,
                    List.of(
                            new OfInstant(Instant.parse("2024-01-01T00:00:00Z")),
                            new OfInstant(Instant.parse("1969-12-31T23:59:59.999999Z")),
                            new OfInstant(Instant.parse("2024-01-01T00:00:00.123456789Z")))),
            new JavaType(
                    "OffsetDateTime",
                    OfOffset.class,
                    List.of(
                            new OfOffset(OffsetDateTime.of(2024, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC)),
                            new OfOffset(OffsetDateTime.of(2024, 1, 1, 0, 0, 0, 0, ZoneOffset.ofHours(2))))));

    private final TestDatabase database;
    private final JdbcProject project;
    private final List<String> unreadable = new ArrayList<>();

    TypeMatrix(TestDatabase database, JdbcProject project) {
        this.database = database;
        this.project = project;
    }

    /** Values that were saved, but cannot be loaded again: there must be none. */
    List<String> unreadable() {
        return unreadable;
    }

    /** Returns the lines of the table. */
    List<String> lines(List<String> columnTypes) {
        List<String> lines = new ArrayList<>();
        lines.add("| column | "
                + String.join(" | ", JAVA.stream().map(JavaType::name).toList()) + " |");
        lines.add("|---" + "|---".repeat(JAVA.size()) + "|");
        for (String column : columnTypes) {
            database.run("drop table if exists t", "create table t (v " + column + ")");
            StringBuilder line = new StringBuilder("| `" + column.replace("\"", "") + "` |");
            for (JavaType java : JAVA) {
                line.append(' ').append(outcome(column, java)).append(" |");
            }
            lines.add(line.toString());
        }
        return lines;
    }

    private String outcome(String column, JavaType java) {
        @SuppressWarnings("unchecked") // the record's class is that of its values
        Dataset<Iterable<Object>> table = project.dataset("type: table, table: t", (Class<Object>) java.record());
        List<Boolean> outcomes = outcomes(column, table, java.values());
        if (outcomes.contains(false)) {
            return "rounded";
        }
        return outcomes.size() == java.values().size() ? "equal" : outcomes.isEmpty() ? "" : "some";
    }

    /** Returns whether each value that was saved came back equal. A table that accepts all needs few connections. */
    private List<Boolean> outcomes(String column, Dataset<Iterable<Object>> table, List<Object> values) {
        if (isRefused(table, List.of())) {
            return List.of();
        }
        if (!isRefused(table, values)) {
            return loaded(column, table, values);
        }
        List<Boolean> outcomes = new ArrayList<>();
        for (Object value : values) {
            if (!isRefused(table, List.of(value))) {
                outcomes.addAll(loaded(column, table, List.of(value)));
            }
        }
        return outcomes;
    }

    private static boolean isRefused(Dataset<Iterable<Object>> table, List<Object> values) {
        try {
            table.save(values);
            return false;
        } catch (DatasetException e) {
            return true;
        }
    }

    private List<Boolean> loaded(String column, Dataset<Iterable<Object>> table, List<Object> values) {
        List<Boolean> outcomes = new ArrayList<>();
        try {
            Iterator<Object> found = table.load().iterator();
            values.forEach(value -> outcomes.add(isEqual(value, found.next())));
        } catch (DatasetException e) {
            unreadable.add(column + " " + values + ": " + e.getMessage());
        }
        return outcomes;
    }

    /** The scale of decimal numbers is not part of their value. */
    private static boolean isEqual(Object one, Object other) {
        if (one instanceof OfBytes first && other instanceof OfBytes second) {
            return Arrays.equals(first.v(), second.v());
        }
        if (one instanceof OfDecimal first && other instanceof OfDecimal second) {
            return first.v().compareTo(second.v()) == 0;
        }
        return one.equals(other);
    }
}
