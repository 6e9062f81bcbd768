package dev.freshet.dataset.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.freshet.dataset.DatasetException;
import dev.freshet.dataset.TestProject;
import dev.freshet.dataset.Types;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class YamlDatasetTest {
    record Leg(String origin, int delay) {}

    record Report(String name, List<Leg> legs, Optional<Boolean> late) {}

    record Numbers(long whole, double real, float small, BigDecimal exact) {}

    record Ordered(int z, int a, Map<String, Integer> m, List<String> none, String text) {}

    private static Object load(String content, Type java) {
        return TestProject.inMemory()
                .with("f", content)
                .dataset("type: yaml, path: f", java)
                .load();
    }

    private static String saved(Type java, Object value) {
        TestProject project = TestProject.inMemory();
        project.<Object>dataset("type: yaml, path: f", java).save(value);
        return project.text("f");
    }

    @Test
    void yaml_isWrittenInDeclaredOrderWithSortedKeys() {
        Map<String, Integer> map = new HashMap<>(Map.of("zz", 1, "no", 1, "aa", 1));
        assertThat(saved(Ordered.class, new Ordered(1, 2, map, List.of(), "a\nb")))
                .isEqualTo("""
                z: 1
                a: 2
                m:
                  aa: 1
                  "no": 1
                  zz: 1
                none: []
                text: "a\\nb"
                """);
        assertThat(saved(Types.list(Leg.class), List.of(new Leg("07", 7), new Leg(null, 0))))
                .isEqualTo("""
                - origin: "07"
                  delay: 7
                - origin: null
                  delay: 0
                """);
    }

    @Test
    void exponents_haveASign_whichReadersOfYaml11Need() {
        List<Double> values = List.of(7.5e8, -1e300, 1e-9, 0.5);
        assertThat(saved(Types.list(Double.class), values)).isEqualTo("- 7.5E+8\n- -1.0E+300\n- 1.0E-9\n- 0.5\n");
        assertThat(load("[7.5E+8, -1.0E+300]", Types.list(Double.class))).isEqualTo(List.of(7.5e8, -1e300));
    }

    @Test
    void numbers_areThoseOfTheCoreSchema() {
        Type numbers = Numbers.class;
        assertThat(load("{whole: 0x1F, real: 1e3, small: .5, exact: 1.10}", numbers))
                .isEqualTo(new Numbers(31, 1000, 0.5f, new BigDecimal("1.10")));
        assertThat(load("{whole: 007, real: -0.0, small: .nan, exact: 12345678901234567890.1}", numbers))
                .isEqualTo(new Numbers(7, -0.0, Float.NaN, new BigDecimal("12345678901234567890.1")));
        assertThat(load("{whole: 0o17, real: -.inf, small: .INF, exact: 5}", numbers))
                .isEqualTo(new Numbers(15, Double.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, new BigDecimal(5)));
    }

    @Test
    void wordsOfYamlBefore12_areTexts() {
        assertThat(load("[NO, yes, off, y, 12:30:45, 2001-01-02, 1_000]", Types.TEXTS))
                .isEqualTo(List.of("NO", "yes", "off", "y", "12:30:45", "2001-01-02", "1_000"));
    }

    @Test
    void aliases_standForTheirValues() {
        assertThat(load("- &a {origin: x, delay: 1}\n- *a\n", Types.list(Leg.class)))
                .isEqualTo(List.of(new Leg("x", 1), new Leg("x", 1)));
    }

    static Stream<Arguments> badContents() {
        Type legs = Types.list(Leg.class);
        return Stream.of(
                arguments(Report.class, "", "f): the file is empty; a YAML value is expected"),
                arguments(Report.class, "# nothing\n", "f): the file is empty; a YAML value is expected"),
                arguments(Report.class, "~", "f:1:1): null is not a value that a dataset can hold"),
                arguments(
                        Report.class,
                        "legs: []\nnmae: x\n",
                        "f:2:1): \"nmae\": YamlDatasetTest.Report has no such component; did you mean \"name\"?"),
                arguments(
                        Report.class,
                        "name: x\nlegs:\n  - origin: a\n    delay: abc\n",
                        "f:4:12): \"legs[0].delay\": expected an int, but found a text"),
                arguments(
                        legs,
                        "- {origin: a, delay: \"5\"}",
                        "f:1:22): \"[0].delay\": expected an int, but found a text"),
                arguments(legs, "- {origin: a, delay: 1.5}", "f:1:22): \"[0].delay\": \"1.5\" is not an int"),
                arguments(
                        legs,
                        "- {origin: a, delay: 3000000000}",
                        "f:1:22): \"[0].delay\": the number is too large for an int"),
                arguments(legs, "- {origin: a, delay: .inf}", "f:1:22): \"[0].delay\""),
                arguments(
                        legs,
                        "- {origin: a}\n- {origin: b, dealy: 5}",
                        "f:1:3): \"[0].delay\": expected an int, but found none"),
                arguments(legs, "a: 1", "f:1:1): expected an array, but found an object"),
                arguments(
                        legs,
                        "- {origin: a, delay: 1}\n- {origin: b, delay: 1, <<: {delay: 1}}",
                        "f:2:25): \"[1].<<\": YamlDatasetTest.Leg has no such component"),
                arguments(Report.class, "late: yes", "f:1:7): \"late\""),
                arguments(
                        Numbers.class,
                        "{whole: 1, real: 1e999, small: 1, exact: 1}",
                        "f:1:18): \"real\": the number is too large for a double"),
                arguments(
                        Numbers.class,
                        "{whole: 1, real: 1, small: 1e39, exact: 1}",
                        "f:1:28): \"small\": the number is too large for a float"),
                arguments(
                        Numbers.class,
                        "{whole: 1, real: 1, small: 1, exact: .nan}",
                        "f:1:38): \"exact\": \"NaN\" is not a number"),
                arguments(Report.class, "name: a\nname: b", "f:2:1): duplicate key \"name\""),
                arguments(Report.class, "name: !!binary aGk=", "f:1:7): the tag !!binary is not supported"),
                arguments(Report.class, "name: [", "f:1:8): not YAML: "),
                arguments(Report.class, "name: a\n---\nname: b", "f:2:1): not YAML: a second document begins here"),
                arguments(Report.class, "name:\n\t- a", "f:2:1): not YAML: a tab is not allowed here"),
                arguments(Numbers.class, "{whole: 1" + "0".repeat(1000) + "}", "f:1:9): the number has more than 1000"),
                arguments(
                        Object.class,
                        "[".repeat(501) + "]".repeat(501),
                        "f:1:201): the values are nested more than 200"),
                arguments(
                        Object.class,
                        "a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\n"
                                + "c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\n"
                                + "e: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: &f [*e,*e,*e,*e,*e,*e,*e,*e,*e,*e]\n",
                        "f:1:16): the aliases of this file expand to more than a million values"));
    }

    @ParameterizedTest
    @MethodSource("badContents")
    void content_thatIsWrong_isOneLineAtItsPlace(Type java, String content, String message) {
        assertThatThrownBy(() -> load(content, java))
                .isInstanceOf(DatasetException.class)
                .hasMessageStartingWith("dataset \"d\" (" + message)
                .hasMessageNotContaining("\n")
                .hasMessageNotContaining("jackson")
                .hasMessageNotContaining("snakeyaml");
    }
}
