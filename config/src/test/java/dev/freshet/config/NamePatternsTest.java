package dev.freshet.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NamePatternsTest {
    private static NamePatterns<String> patterns(String... names) {
        Map<String, String> byName = new LinkedHashMap<>();
        for (String name : names) {
            byName.put(name, name);
        }
        return new NamePatterns<>(byName);
    }

    /** The order is Kedro's: characters outside braces, then placeholders, then the alphabet. */
    @ParameterizedTest
    @CsvSource({
        "eu.orders_csv,{space}.{name}_csv",
        "orders_csv,{name}_csv",
        "orders,{any}",
        "eu.orders,{space}.{name}",
        "eu.orders_csvx,{space}.{name}",
        "_csv,{any}",
    })
    void mostSpecific_wins(String name, String pattern) {
        NamePatterns<String> patterns =
                patterns("{any}", "{name}_csv", "{space}.{name}_csv", "{space}.{name}", "{z}_csv", "plain");
        assertThat(patterns.match(name).orElseThrow().pattern()).isEqualTo(pattern);
    }

    @Test
    void placeholders_standForWhatTheyMatch() {
        assertThat(patterns("{space}.{name}_csv")
                        .match("eu.more.orders_csv")
                        .orElseThrow()
                        .placeholders())
                .isEqualTo(Map.of("space", "eu", "name", "more.orders"));
        assertThat(patterns("{name}@csv").match("a@json")).isEmpty();
        assertThat(patterns("a.b", "${x}").isEmpty()).isTrue();
    }

    @Test
    void problems_areFoundBeforeAnyNameIsMatched() {
        assertThat(NamePatterns.problem("{a}_{a}", Set.of())).hasValue("\"{a}_{a}\" has a placeholder twice");
        Set<String> names = new LinkedHashSet<>(List.of("{a}", "x", "{b}"));
        assertThat(NamePatterns.problem("{b}", names)).hasValue("\"{b}\" and \"{a}\" both match everything");
        assertThat(NamePatterns.problem("{a}", names)).isEmpty();
    }
}
