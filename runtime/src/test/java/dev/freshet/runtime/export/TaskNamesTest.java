package dev.freshet.runtime.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class TaskNamesTest {
    private static final List<String> HOSTILE = List.of(
            "eu.clean",
            "eu-clean",
            "EU.clean",
            "eu_clean",
            "größe",
            "grosse",
            "数据",
            "données",
            "-",
            "_",
            "--",
            "pipeline",
            "n".repeat(300),
            "n".repeat(299) + "m",
            "a.sh",
            "9",
            "n-f5d285a0",
            "clean",
            "Clean");

    @Test
    void names_areLegalAndDiffer_whateverTheirOrder() {
        for (TaskNames names : List.of(TaskNames.KUBERNETES, TaskNames.AIRFLOW)) {
            String legal = names.isLowerCase() ? "[a-z0-9]([a-z0-9-]*[a-z0-9])?" : "[A-Za-z0-9][A-Za-z0-9_.-]*";
            Map<String, String> first = new HashMap<>();
            for (int seed = 0; seed < 20; seed++) {
                List<String> shuffled = new ArrayList<>(HOSTILE);
                Collections.shuffle(shuffled, new Random(seed));
                List<String> made = names.of(shuffled, Set.of("pipeline"));
                assertThat(made)
                        .doesNotHaveDuplicates()
                        .doesNotContain("pipeline")
                        .allMatch(name -> name.matches(legal) && name.length() <= names.longest());
                for (int i = 0; i < made.size(); i++) {
                    assertThat(first.computeIfAbsent(shuffled.get(i), Map.of(shuffled.get(i), made.get(i))::get))
                            .as("seed %s", seed)
                            .isEqualTo(made.get(i));
                }
            }
        }
    }

    @Test
    void name_thatIsLegal_staysAsItIs() {
        assertThat(TaskNames.KUBERNETES.of(List.of("eu-clean", "eu.clean", "sum"), Set.of()))
                .startsWith("eu-clean")
                .endsWith("sum")
                .anyMatch(name -> name.matches("eu-clean-[0-9a-f]{8}"));
        assertThat(TaskNames.AIRFLOW.of(List.of("eu.clean", "Eu.Clean", "données"), Set.of()))
                .containsExactly("eu.clean", "Eu.Clean", "donnees");
    }

    @Test
    void words_areWrittenAndReadAsAShellDoes() {
        assertThat(Words.split("java -jar 'my app.jar' \"a \\\"b\\\" $HOME\" c\\ d ''"))
                .hasValue(List.of("java", "-jar", "my app.jar", "a \"b\" $HOME", "c d", ""));
        assertThat(Words.split("java 'a")).isEmpty();
        List<String> hostile = List.of("a b", "it's", "$HOME", "`x`", "\\", "", "größe", "a=b");
        assertThat(Words.split(Words.join(hostile))).hasValue(hostile);
    }
}
