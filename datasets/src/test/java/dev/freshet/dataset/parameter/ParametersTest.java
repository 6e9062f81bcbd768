package dev.freshet.dataset.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.freshet.config.ConfigException;
import dev.freshet.config.ConfigProblem;
import dev.freshet.config.Configuration;
import dev.freshet.dataset.TestProject;
import dev.freshet.dataset.Types;
import dev.freshet.wiring.GenericTypes;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ParametersTest {
    enum Size {
        SMALL,
        LARGE
    }

    record Split(double ratio, Optional<Long> seed, LocalDate from) {}

    record Model(String name, List<Split> splits, Map<Size, Integer> weights) {}

    record Half(double ratio) {
        Half {
            if (ratio > 0.5) {
                throw new IllegalArgumentException("ratio is above 0.5");
            }
        }
    }

    private static final String AT = "conf/base/parameters.yml:";

    private static Object get(String yaml, String path, Type type) {
        return Parameters.of(TestProject.inMemory()
                        .with("conf/base/parameters.yml", yaml)
                        .configuration())
                .get(path, type);
    }

    private static Object value(String text, Type type) {
        return get("p: " + text, "p", type);
    }

    private static List<String> problems(String yaml, String path, Type type) {
        ConfigException e = catchThrowableOfType(ConfigException.class, () -> get(yaml, path, type));
        assertThat(e).as("a configuration error").isNotNull();
        return e.problems().stream().map(ConfigProblem::toString).toList();
    }

    static Stream<Arguments> values() {
        return Stream.of(
                arguments("5", int.class, 5),
                arguments("5", Long.class, 5L),
                arguments("0x1F", int.class, 31),
                arguments("0o17", long.class, 15L),
                arguments("5", double.class, 5.0),
                arguments("0.5", double.class, 0.5),
                arguments("-.inf", double.class, Double.NEGATIVE_INFINITY),
                arguments(".NaN", double.class, Double.NaN),
                arguments("1.50", BigDecimal.class, new BigDecimal("1.50")),
                arguments("99999999999999999999", BigInteger.class, new BigInteger("99999999999999999999")),
                arguments("true", boolean.class, true),
                arguments("x", String.class, "x"),
                arguments("'5'", String.class, "5"),
                arguments("007", String.class, "007"),
                arguments("0x1F", String.class, "0x1F"),
                arguments("1.10", String.class, "1.10"),
                arguments("x", char.class, 'x'),
                arguments("LARGE", Size.class, Size.LARGE),
                arguments("2001-03-01", LocalDate.class, LocalDate.of(2001, 3, 1)),
                arguments("PT90M", Duration.class, Duration.ofMinutes(90)),
                arguments("[1, 2]", Types.list(Integer.class), List.of(1, 2)),
                arguments("[1, 2]", Types.list(GenericTypes.subtypeOf(Integer.class)), List.of(1, 2)),
                arguments(
                        "{a: 1}", GenericTypes.parameterized(Map.class, String.class, Double.class), Map.of("a", 1.0)),
                arguments("{1: a}", GenericTypes.parameterized(Map.class, Integer.class, String.class), Map.of(1, "a")),
                arguments(
                        "{LARGE: [1]}",
                        GenericTypes.parameterized(Map.class, Size.class, Types.list(Integer.class)),
                        Map.of(Size.LARGE, List.of(1))),
                arguments("5", GenericTypes.parameterized(Optional.class, Integer.class), Optional.of(5)),
                arguments("~", GenericTypes.parameterized(Optional.class, Integer.class), Optional.empty()),
                arguments(
                        "{ratio: 0.5, from: 2001-01-01}",
                        Split.class,
                        new Split(0.5, Optional.empty(), LocalDate.of(2001, 1, 1))),
                arguments(
                        "[1, a, 2.5, true, {b: 3000000000}]",
                        Object.class,
                        List.of(1, "a", 2.5, true, Map.of("b", 3_000_000_000L))),
                arguments("7", Number.class, 7));
    }

    @ParameterizedTest
    @MethodSource("values")
    void value_isOfTheTypeThatIsAskedFor(String text, Type type, Object expected) {
        assertThat(value(text, type)).isEqualTo(expected);
    }

    static Stream<Arguments> wrongValues() {
        return Stream.of(
                arguments("0.5", int.class, "1:4: the parameter \"p\" must be an int, not \"0.5\""),
                arguments("x", double.class, "1:4: the parameter \"p\" must be a number, not \"x\""),
                arguments("'5'", int.class, "1:4: the parameter \"p\" must be an int, not \"5\""),
                arguments("3000000000", int.class, "1:4: the parameter \"p\" must be an int, not \"3000000000\""),
                arguments("yes", boolean.class, "1:4: the parameter \"p\" must be true or false, not \"yes\""),
                arguments("SMAL", Size.class, "1:4: the parameter \"p\" must be one of SMALL, LARGE, not \"SMAL\""),
                arguments(
                        "2001-02-30",
                        LocalDate.class,
                        "1:4: the parameter \"p\" must be a date such as 2026-01-31, not \"2001-02-30\""),
                arguments("[1]", int.class, "1:4: the parameter \"p\" must be an int, not a list"),
                arguments("{a: 1}", int.class, "1:4: the parameter \"p\" must be an int, not a group of values"),
                arguments("5", Types.list(Integer.class), "1:4: the parameter \"p\" must be a list, not \"5\""),
                arguments("[1, x]", Types.list(Integer.class), "1:8: the parameter \"p[1]\" must be an int, not \"x\""),
                arguments("[1, ~]", Types.list(Integer.class), "1:8: the parameter \"p[1]\" has no value"),
                arguments("", String.class, "1:3: the parameter \"p\" has no value"),
                arguments("~", int.class, "1:4: the parameter \"p\" has no value"),
                arguments("x", Thread.class, "1:4: the parameter \"p\" cannot be a Thread"),
                arguments(
                        "{x: 1}",
                        GenericTypes.parameterized(Map.class, Integer.class, String.class),
                        "1:5: the key \"x\" of the parameter \"p\" must be an int"),
                arguments(
                        "5",
                        Split.class,
                        "1:4: the parameter \"p\" must be a group with the values of ParametersTest.Split, not \"5\""),
                arguments("{ratio: 0.6}", Half.class, "1:4: ParametersTest.Half refuses \"p\": ratio is above 0.5"));
    }

    @ParameterizedTest
    @MethodSource("wrongValues")
    void value_ofAnotherType_isOneProblemAtItsPlace(String text, Type type, String message) {
        assertThat(problems("p: " + text, "p", type)).containsExactly(AT + message);
    }

    @Test
    void record_withMistakes_reportsThemAll() {
        assertThat(problems("""
                        model:
                          nmae: x
                          splits: [{ratio: a, from: 2001-01-01}, {ratio: 1}]
                          weights: {SMALL: 1, HUGE: 2}
                        """, "model", Model.class))
                .containsExactly(
                        AT + "2:3: \"nmae\" is not a component of ParametersTest.Model; did you mean \"name\"?",
                        AT + "3:20: the parameter \"model.splits[0].ratio\" must be a number, not \"a\"",
                        AT + "3:42: the parameter \"model.splits[1].from\" is missing",
                        AT + "4:23: the key \"HUGE\" of the parameter \"model.weights\" must be one of SMALL, LARGE");
    }

    @Test
    void emptyPath_isAllParameters() {
        assertThat(get("a: 1\nb: {c: x}", "", GenericTypes.parameterized(Map.class, String.class, Object.class)))
                .isEqualTo(Map.of("a", 1, "b", Map.of("c", "x")));
        assertThat(get("ratio: 0.5\nfrom: 2001-01-01", "", Split.class))
                .isEqualTo(new Split(0.5, Optional.empty(), LocalDate.of(2001, 1, 1)));
    }

    @Test
    void unknownParameter_isAnErrorInItsGroup() {
        String yaml = "split:\n  ratio: 0.5\nx: 1";
        assertThat(problems(yaml, "split.rato", double.class))
                .containsExactly(AT + "2:3: there is no parameter \"split.rato\"; did you mean \"split.ratio\"?");
        assertThat(problems(yaml, "unlike", double.class))
                .containsExactly("conf/base/parameters.yml: there is no parameter \"unlike\"; add it, or run with"
                        + " Run.parameter(\"unlike\", \"value\")");
        assertThatThrownBy(() -> Parameters.empty().get("x", int.class)).isInstanceOf(ConfigException.class);
    }

    @Test
    void parameterOfTheRun_isReportedAsSuch() {
        TestProject project = TestProject.inMemory().with("conf/base/parameters.yml", "split: {ratio: 0.5}");
        Map<String, String> given = new LinkedHashMap<>();
        given.put("split.ratio", "high");
        Parameters parameters = Parameters.of(Configuration.load(project.path("conf"), "local", given));
        assertThatThrownBy(() -> parameters.get("split.ratio", double.class))
                .hasMessage(
                        "Run.parameter(\"split.ratio\"): the parameter \"split.ratio\" must be a number, not \"high\"");
    }

    @Test
    void valueOfTheEnvironment_isNotShown() {
        assertThat(problems("p: ${env:PATH}", "p", int.class))
                .containsExactly(AT + "1:4: the parameter \"p\" must be an int, not \"***\"");
    }
}
