package dev.freshet.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ConfigExceptionTest {
    private static ConfigProblem problem(String file, int line, int column) {
        return new ConfigProblem(new Position(file, line, column), "wrong");
    }

    @Test
    void problems_areInTheOrderOfLines_fileByFile() {
        ConfigException thrown = new ConfigException(List.of(
                problem("catalog.yml", 9, 3),
                problem("Sales", 0, 0),
                problem("parameters.yml", 2, 1),
                problem("catalog.yml", 2, 30),
                problem("catalog.yml", 2, 5),
                problem("parameters.yml", 1, 1),
                problem("catalog.yml", 9, 3)));
        assertThat(thrown).hasMessage("""
                        catalog.yml:2:5: wrong
                        catalog.yml:2:30: wrong
                        catalog.yml:9:3: wrong
                        Sales: wrong
                        parameters.yml:1:1: wrong
                        parameters.yml:2:1: wrong""");
        assertThat(thrown.problems()).hasSize(6).startsWith(problem("catalog.yml", 2, 5));
    }
}
