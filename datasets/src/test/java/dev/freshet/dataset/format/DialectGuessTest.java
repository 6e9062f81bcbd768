package dev.freshet.dataset.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** To ask whether a cell is a value tries many patterns, so it is asked seldom. */
class DialectGuessTest {
    private final Map<String, Integer> asked = new HashMap<>();

    private CsvDialect guess(String text) {
        return new DialectGuess(text, true, cell -> {
                    asked.merge(cell, 1, Integer::sum);
                    return !cell.isBlank() && cell.strip().chars().allMatch(Character::isDigit);
                })
                .best();
    }

    private static String table(String delimiter) {
        return "id" + delimiter + "it's\n"
                + IntStream.range(0, 100)
                        .mapToObj(i -> i + delimiter + "\"text " + i + "\" \\ # '\n")
                        .collect(Collectors.joining());
    }

    @Test
    void plainCells_areNotAskedAbout() {
        guess("id;name\n" + "1;x\n".repeat(100));
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {";", "; ", " ; ", ","})
    void sameCell_underSeveralDialects_isAskedAboutOnce(String delimiter) {
        CsvDialect dialect = guess(table(delimiter));
        assertThat(dialect.delimiter()).isEqualTo(delimiter.strip().charAt(0));
        assertThat(asked.values()).allMatch(times -> times == 1);
    }
}
