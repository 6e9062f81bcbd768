package dev.freshet.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.freshet.config.ConfigException;
import dev.freshet.config.ConfigProblem;
import dev.freshet.dataset.parameter.Parameters;
import dev.freshet.wiring.GenericTypes;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Past;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ParameterRulesTest {
    record Split(@DecimalMin("0") @DecimalMax("1") double ratio) {}

    record Seed(@Positive long seed, @NotBlank String name) {}

    record Texts(
            @Size(min = 2, max = 4) String code,
            @Pattern(regexp = "[a-z]+") String word) {}

    record Nested(@Valid Split split, Split unchecked) {}

    record Many(@NotEmpty List<@Positive Integer> counts, List<@Valid Split> splits) {}

    record ByName(Map<@NotBlank String, @Valid Split> splits) {}

    record Maybe(Optional<@Max(9) Integer> limit, Optional<@Valid Split> split) {}

    record Choice(@NotNull Optional<String> name, @Past LocalDate day) {}

    record Range(int from, int to) {
        @AssertTrue(message = "\"from\" must not be above \"to\"")
        boolean isOrdered() {
            return from <= to;
        }
    }

    record Told(
            @Pattern(regexp = "[a-z]+", message = "\"${validatedValue}\" is no word")
            String word) {}

    record Broken(@Size(max = 3) int count) {}

    @TempDir
    Path directory;

    private List<String> problems(String yaml, Type type, Map<String, String> runtime) {
        Parameters parameters = Parameters.of(
                new Project(directory).with("conf/base/parameters.yml", yaml).configuration(runtime));
        ConfigException e = catchThrowableOfType(ConfigException.class, () -> parameters.get("p", type));
        return e == null
                ? List.of()
                : e.problems().stream().map(ConfigProblem::toString).toList();
    }

    private static Arguments row(String yaml, Type type, String... problems) {
        return arguments(yaml, type, List.of(problems));
    }

    static Stream<Arguments> violations() {
        Type splits = Project.list(Split.class);
        Type byName = GenericTypes.parameterized(Map.class, String.class, Split.class);
        return Stream.of(
                row("p: {ratio: 0.5}", Split.class),
                row(
                        "p:\n  ratio: 1.5",
                        Split.class,
                        "2:10: parameter \"p.ratio\": must be less than or equal to 1 (it is 1.5)"),
                row(
                        "p: {ratio: -2}",
                        Split.class,
                        "1:12: parameter \"p.ratio\": must be greater than or equal to 0 (it is -2.0)"),
                row(
                        "p: {name: ' ', seed: -1}",
                        Seed.class,
                        "1:11: parameter \"p.name\": must not be blank (it is \" \")",
                        "1:22: parameter \"p.seed\": must be greater than 0 (it is -1)"),
                row(
                        "p: {code: abcde, word: Abc}",
                        Texts.class,
                        "1:11: parameter \"p.code\": size must be between 2 and 4 (it is \"abcde\")",
                        "1:24: parameter \"p.word\": must match \"[a-z]+\" (it is \"Abc\")"),
                row(
                        "p:\n  split: {ratio: 2}\n  unchecked: {ratio: 2}",
                        Nested.class,
                        "2:18: parameter \"p.split.ratio\": must be less than or equal to 1 (it is 2.0)"),
                row(
                        "p:\n  counts: [1, 0, -1]\n  splits:\n    - ratio: 0\n    - ratio: 3",
                        Many.class,
                        "2:15: parameter \"p.counts[1]\": must be greater than 0 (it is 0)",
                        "2:18: parameter \"p.counts[2]\": must be greater than 0 (it is -1)",
                        "5:14: parameter \"p.splits[1].ratio\": must be less than or equal to 1 (it is 3.0)"),
                row("p: {counts: [], splits: []}", Many.class, "1:13: parameter \"p.counts\": must not be empty"),
                row(
                        "p: {splits: {north: {ratio: 4}, ' ': {ratio: 0}}}",
                        ByName.class,
                        "1:29: parameter \"p.splits.north.ratio\": must be less than or equal to 1 (it is 4.0)",
                        "1:38: parameter \"p.splits. \": must not be blank (it is \" \")"),
                row("p: {}", Maybe.class),
                row(
                        "p: {limit: 10, split: {ratio: 5}}",
                        Maybe.class,
                        "1:12: parameter \"p.limit\": must be less than or equal to 9 (it is 10)",
                        "1:31: parameter \"p.split.ratio\": must be less than or equal to 1 (it is 5.0)"),
                row(
                        "p: {day: 2999-01-01}",
                        Choice.class,
                        "1:10: parameter \"p.day\": must be a past date (it is 2999-01-01)"),
                row(
                        "p: {from: 2, to: 1}",
                        Range.class,
                        "1:4: parameter \"p.ordered\": \"from\" must not be above \"to\""),
                row(
                        "p: [{ratio: 0}, {ratio: 7}]",
                        splits,
                        "1:25: parameter \"p[1].ratio\": must be less than or equal to 1 (it is 7.0)"),
                row(
                        "p: {a: {ratio: 8}}",
                        byName,
                        "1:16: parameter \"p.a.ratio\": must be less than or equal to 1 (it is 8.0)"),
                row("p: {word: A}", Told.class, "1:11: parameter \"p.word\": \"A\" is no word (it is \"A\")"),
                row(
                        "p: {word: '${env:FRESHET_TEST_SECRET}'}",
                        Told.class,
                        "1:11: parameter \"p.word\": \"***\" is no word"),
                row(
                        "p: {count: 1}",
                        Broken.class,
                        "1:4: parameter \"p\": cannot be checked: HV000030: No validator could be found for constraint"
                                + " 'jakarta.validation.constraints.Size' validating type 'java.lang.Integer'. Check"
                                + " configuration for 'count'"));
    }

    @ParameterizedTest
    @MethodSource("violations")
    void parameter_thatViolatesConstraints_isAProblemForEach(String yaml, Type type, List<String> problems) {
        assertThat(problems(yaml, type, Map.of()))
                .containsExactlyElementsOf(problems.stream()
                        .map(problem -> "conf/base/parameters.yml:" + problem)
                        .toList());
    }

    @Test
    void parameterOfTheRun_isReportedAsSuch() {
        assertThat(problems("p: {ratio: 0.5}", Split.class, Map.of("p.ratio", "2")))
                .containsExactly(
                        "Run.parameter(\"p.ratio\"): parameter \"p.ratio\": must be less than or equal to 1 (it is 2.0)");
    }

    @Test
    void parameterOfAnotherType_isThatProblemOnly() {
        assertThat(problems("p: {seed: x, name: ' '}", Seed.class, Map.of()))
                .containsExactly("conf/base/parameters.yml:1:11: the parameter \"p.seed\" must be a long, not \"x\"");
    }
}
