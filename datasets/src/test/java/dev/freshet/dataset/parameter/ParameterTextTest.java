package dev.freshet.dataset.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.freshet.config.ConfigException;
import dev.freshet.config.Configuration;
import dev.freshet.dataset.TestProject;
import dev.freshet.wiring.GenericTypes;
import java.lang.reflect.RecordComponent;
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
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parameters are compared by texts that are equal exactly where nodes are given the same value. */
final class ParameterTextTest {
    enum Size {
        SMALL,
        LARGE
    }

    record Inner(BigDecimal price, Map<String, Object> more) {}

    record Outer(double ratio, List<Inner> inner, Optional<Size> size) {}

    /** Keeps something else than it was given. */
    record Tidy(String name, List<Integer> numbers, Map<String, Integer> weights) {
        Tidy {
            name = name.strip();
            numbers = numbers.stream().sorted().toList();
            weights = Collections.unmodifiableMap(new TreeMap<>(weights));
        }
    }

    /** Answers with something else than it holds. */
    record Hiding(String name) {
        @Override
        public String name() {
            return "hidden";
        }
    }

    private static final List<String> WHOLE =
            List.of("1", "+1", "01", "0x1", "0o1", "-1", "0", "-0", "+0", "0x0", "31", "0x1F");
    private static final List<String> DECIMAL = List.of(
            "1",
            "1.0",
            "1.00",
            "+1",
            "1e0",
            "10e-1",
            "0.1e1",
            "0x1",
            "0",
            "0.0",
            "-0",
            "-0.0",
            "-0e5",
            "1.1",
            "1.10",
            "1000",
            "1e3",
            "1E+3",
            "0.1",
            "0.10000000000000000001",
            ".1",
            ".inf",
            "-.INF",
            ".nan",
            ".NaN",
            "1e300",
            "16777217",
            "16777216",
            "123456789012345678",
            "123456789012345679",
            "1e-320",
            "5e-5");
    private static final List<String> TEXT = List.of(
            "a",
            "'a'",
            "\"a\"",
            "A",
            "1",
            "'1'",
            "01",
            "0x1F",
            "31",
            "true",
            "'true'",
            "True",
            ".nan",
            "NaN",
            "' a'",
            "\"\\u0061\"");
    private static final List<String> ANY = Stream.of(
                    DECIMAL,
                    TEXT,
                    List.of(
                            "~",
                            "[]",
                            "{}",
                            "[1]",
                            "['1']",
                            "[~]",
                            "[1.0]",
                            "{a: 1}",
                            "{a: '1'}",
                            "{a: 1, b: 2}",
                            "{b: 2, a: 1}",
                            "2147483648",
                            "9223372036854775808",
                            "9223372036854775807",
                            "true",
                            "false"))
            .flatMap(List::stream)
            .distinct()
            .toList();

    private static Type of(Class<?> raw, Type... arguments) {
        return GenericTypes.parameterized(raw, arguments);
    }

    static Stream<Arguments> types() {
        return Stream.of(
                arguments(int.class, WHOLE),
                arguments(Integer.class, WHOLE),
                arguments(long.class, WHOLE),
                arguments(Long.class, WHOLE),
                arguments(short.class, WHOLE),
                arguments(Short.class, WHOLE),
                arguments(byte.class, WHOLE),
                arguments(Byte.class, WHOLE),
                arguments(BigInteger.class, WHOLE),
                arguments(double.class, DECIMAL),
                arguments(Double.class, DECIMAL),
                arguments(float.class, DECIMAL),
                arguments(Float.class, DECIMAL),
                arguments(BigDecimal.class, DECIMAL),
                arguments(Number.class, DECIMAL),
                arguments(Object.class, ANY),
                arguments(String.class, TEXT),
                arguments(char.class, List.of("a", "'a'", "A", "1", "'1'")),
                arguments(boolean.class, List.of("true", "True", "TRUE", "false", "False")),
                arguments(Boolean.class, List.of("true", "TRUE", "false")),
                arguments(Size.class, List.of("SMALL", "'SMALL'", "LARGE")),
                arguments(
                        UUID.class,
                        List.of("0000000a-0000-0000-0000-000000000001", "0000000A-0000-0000-0000-000000000001")),
                arguments(LocalDate.class, List.of("2026-01-31", "'2026-01-31'", "2026-02-01")),
                arguments(LocalTime.class, List.of("'08:30'", "'08:30:00'", "'08:30:00.000'", "'08:31'")),
                arguments(
                        LocalDateTime.class,
                        List.of("2026-01-31T08:30", "2026-01-31T08:30:00.0", "2026-01-31T08:30:01")),
                arguments(
                        Instant.class,
                        List.of("2026-01-31T08:30:00Z", "2026-01-31T08:30:00.000Z", "2026-01-31T08:30:00.1Z")),
                arguments(
                        OffsetDateTime.class,
                        List.of("2026-01-31T08:30+01:00", "2026-01-31T07:30Z", "2026-01-31T08:30:00+01:00")),
                arguments(
                        ZonedDateTime.class,
                        List.of(
                                "2026-01-31T08:30+01:00[Europe/Paris]",
                                "2026-01-31T08:30+01:00[Europe/Berlin]",
                                "2026-01-31T08:30+01:00")),
                arguments(Duration.class, List.of("PT90M", "PT1H30M", "PT5400S", "PT91M")),
                arguments(Year.class, List.of("2026", "'2026'", "2027")),
                arguments(YearMonth.class, List.of("2026-01", "'2026-01'")),
                arguments(of(Optional.class, Integer.class), List.of("1", "01", "~", "null")),
                arguments(of(Optional.class, Object.class), List.of("1", "1.0", "~", "'1'", "[1]")),
                arguments(
                        of(List.class, Double.class),
                        List.of("[1, 2]", "[1.0, 2e0]", "[2, 1]", "[1]", "[]", "[0, -0.0]", "[-0.0, 0]")),
                arguments(of(Collection.class, String.class), List.of("[a, b]", "['a', \"b\"]", "['a,b']", "[b, a]")),
                arguments(
                        of(Set.class, Integer.class),
                        List.of("[1, 2]", "[01, 2]", "[2, 1]", "[1, 2, 1]", "[1, 2, 0x2]")),
                arguments(
                        of(Map.class, String.class, Integer.class),
                        List.of("{b: 1, a: 2}", "{a: 2, b: 1}", "{'b': 1, \"a\": 0x2}", "{a: 1, b: 2}", "{}")),
                arguments(
                        of(Map.class, Integer.class, String.class),
                        List.of("{1: a, 2: b}", "{01: a, +2: b}", "{2: b, 1: a}")),
                arguments(
                        of(Map.class, Size.class, BigDecimal.class),
                        List.of("{SMALL: 1.10}", "{SMALL: 1.1}", "{LARGE: 1.1}")),
                arguments(
                        of(Map.class, String.class, Object.class),
                        List.of("{a: {c: 1, b: 2}}", "{a: {b: 2, c: 1}}", "{a: [1]}")),
                arguments(
                        Inner.class,
                        List.of(
                                "{price: 1.10, more: {}}",
                                "{more: {}, price: 1.10}",
                                "{price: 1.1, more: {}}",
                                "{price: 1.1, more: {a: 1, b: 2}}",
                                "{price: 1.1, more: {b: 2, a: 1}}",
                                "{more: {b: 2, a: 0x1}, price: 11e-1}")),
                arguments(
                        Outer.class,
                        List.of(
                                "{ratio: 1, inner: []}",
                                "{inner: [], ratio: 1.0, size: ~}",
                                "{ratio: 1, inner: [], size: SMALL}",
                                "{size: SMALL, ratio: 10e-1, inner: []}",
                                "{ratio: 1, inner: [{price: 1, more: {}}]}",
                                "{ratio: 1, inner: [{more: {}, price: 1.0}]}")),
                arguments(
                        Tidy.class,
                        List.of(
                                "{name: a, numbers: [1, 2], weights: {a: 1, b: 2}}",
                                "{name: ' a ', numbers: [1, 2], weights: {a: 1, b: 2}}",
                                "{name: a, numbers: [2, 1], weights: {a: 1, b: 2}}",
                                "{name: a, numbers: [1, 2], weights: {b: 2, a: 1}}",
                                "{name: a, numbers: [1, 3], weights: {b: 2, a: 1}}")),
                arguments(Hiding.class, List.of("{name: a}", "{name: b}", "{name: 'a'}")));
    }

    private record Given(Object value, String text) {}

    private static Optional<Given> given(String yaml, Type type, Map<String, String> runtime) {
        TestProject project = TestProject.inMemory().with("conf/base/parameters.yml", yaml);
        Parameters parameters = Parameters.of(Configuration.load(project.path("conf"), "local", runtime));
        try {
            return Optional.of(new Given(parameters.get("p", type), parameters.text("p", type)));
        } catch (ConfigException notOfThatType) {
            return Optional.empty();
        }
    }

    /** What a node can see of a value: classes, order and all notations of numbers. Shares nothing with what is tested. */
    private static String seen(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> seen(entry.getKey()) + "=" + seen(entry.getValue()))
                    .collect(Collectors.joining(";", "map{", "}"));
        }
        if (value instanceof Collection<?> many) {
            return many.stream().map(ParameterTextTest::seen).collect(Collectors.joining(";", "many[", "]"));
        }
        if (value instanceof Optional<?> optional) {
            return "optional " + seen(optional.orElse(null));
        }
        if (value instanceof Record record) {
            return Arrays.stream(record.getClass().getRecordComponents())
                    .map(component -> seen(field(record, component)))
                    .collect(Collectors.joining(";", "record(", ")"));
        }
        return value == null ? "null" : value.getClass().getName() + ":" + value;
    }

    private static @Nullable Object field(Record record, RecordComponent component) {
        try {
            var field = record.getClass().getDeclaredField(component.getName());
            field.setAccessible(true);
            return field.get(record);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static void agree(List<Given> all, String context) {
        for (Given one : all) {
            for (Given two : all) {
                boolean isSame = Objects.equals(one.value(), two.value())
                        && seen(one.value()).equals(seen(two.value()));
                assertThat(one.text().equals(two.text()))
                        .as(
                                "%s: %s and %s are compared as %s and %s",
                                context, one.value(), two.value(), one.text(), two.text())
                        .isEqualTo(isSame);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void texts_areEqualWhereValuesAre(Type type, List<String> forms) {
        List<Given> all = new ArrayList<>();
        forms.forEach(form -> given("p: " + form, type, Map.of()).ifPresent(all::add));
        assertThat(all).as("forms that the type accepts").hasSizeGreaterThan(1);
        agree(all, type.getTypeName());
    }

    @ParameterizedTest
    @MethodSource("types")
    void texts_doNotDependOnTheSource(Type type, List<String> forms) {
        for (String form : forms) {
            List<Given> all = new ArrayList<>();
            given("p: " + form, type, Map.of()).ifPresent(all::add);
            given("p: ${params:q}\nq: " + form, type, Map.of()).ifPresent(all::add);
            if (form.matches("[-+.\\w]+")) {
                given("p: x", type, Map.of("p", form)).ifPresent(all::add);
                given("p: ${runtime:q}", type, Map.of("q", form)).ifPresent(all::add);
                given("p: ${env:FRESHET_NOT_SET,${runtime:q," + form + "}}", type, Map.of())
                        .ifPresent(all::add);
            }
            agree(all, type.getTypeName());
            assertThat(all.stream().map(Given::text).distinct()).hasSizeLessThan(2);
        }
    }

    private static String random(Random random, int depth) {
        int kind = depth == 0 ? 0 : random.nextInt(4);
        if (kind < 2) {
            List<String> leaves = List.of(
                    "1", "01", "1.0", "1.00", "-0.0", "0", "0.0", "'1'", "a", "\"a\"", "true", "True", "~", "1e1",
                    "10");
            return leaves.get(random.nextInt(leaves.size()));
        }
        List<String> parts = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            parts.add((kind == 2 ? "" : List.of("a", "b", "c").get(i) + ": ") + random(random, depth - 1));
        }
        Collections.shuffle(parts, random);
        return kind == 2 ? parts.toString() : "{" + String.join(", ", parts) + "}";
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void randomValues_haveEqualTextsWhereTheyAreEqual(long seed) {
        Random random = new Random(seed);
        List<Type> types = List.of(
                Object.class,
                of(List.class, Object.class),
                of(Map.class, String.class, Object.class),
                of(List.class, BigDecimal.class),
                of(Map.class, String.class, Double.class),
                of(Map.class, String.class, of(Optional.class, String.class)),
                of(Set.class, Object.class));
        for (Type type : types) {
            List<Given> all = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                given("p: " + random(random, 2), type, Map.of()).ifPresent(all::add);
            }
            agree(all, "seed " + seed + ", " + type.getTypeName());
        }
    }

    @Test
    void texts_ofNumbersAreShort() {
        assertThat(Stream.of("3000", "0.1", "1e20", "1.5e-9", "123456.789")
                        .map(form -> given("p: " + form, double.class, Map.of())
                                .orElseThrow()
                                .text()))
                .containsExactly("3000.0", "0.1", "1E20", "15E-10", "123456.789");
        assertThat(given("p: 16777216", float.class, Map.of()).orElseThrow().text())
                .isEqualTo("16777216.0");
        assertThat(given("p: 16777217", float.class, Map.of())).isEmpty();
    }

    @Test
    void doubles_haveTheTextOfTheirBits() {
        long seed = 42;
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            String text = ValueText.decimal(value);
            assertThat(Double.valueOf(text)).as("seed %d: %s", seed, text).isEqualTo(Double.valueOf(value));
            assertThat(text.length()).isLessThan(30);
            float single = Float.intBitsToFloat(random.nextInt());
            assertThat(Float.valueOf(ValueText.decimal(single))).isEqualTo(Float.valueOf(single));
        }
    }

    @Test
    void keys_thatAreOneValue_areAMistake() {
        assertThat(given("p: {1: a, 01: b}", of(Map.class, Integer.class, String.class), Map.of()))
                .isEmpty();
    }

    @Test
    void secrets_areNotInTexts() {
        String path = Objects.requireNonNull(System.getenv("PATH"));
        Type type = of(Map.class, String.class, String.class);
        Given given = given("p: {a: '${env:PATH}', b: '<${env:PATH}>', c: plain}", type, Map.of())
                .orElseThrow();
        assertThat(given.value()).asString().contains(path);
        assertThat(given.text()).doesNotContain(path).contains("\"c\":\"plain\"");
        Given tidied = given("p: {name: ' ${env:PATH} ', numbers: [1], weights: {}}", Tidy.class, Map.of())
                .orElseThrow();
        assertThat(((Tidy) tidied.value()).name()).isEqualTo(path.strip());
        assertThat(tidied.text()).doesNotContain(path.strip());
    }
}
