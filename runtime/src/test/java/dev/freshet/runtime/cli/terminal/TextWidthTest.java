package dev.freshet.runtime.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TextWidthTest {
    @ParameterizedTest
    @CsvSource({"abc,3", "é,1", "読込,4", "ｶﾅ,2", "한글,4", "😀x,3", "'e\u0301',1", "'\u001b[31mred\u001b[0m',3"})
    void width_isThatOfATerminal(String text, int width) {
        assertThat(TextWidth.of(text)).isEqualTo(width);
    }

    @Test
    void cut_neverSplitsACharacter() {
        assertThat(TextWidth.cut("読込x", 3)).isEqualTo("読");
        assertThat(TextWidth.cut("a😀", 2)).isEqualTo("a");
        assertThat(TextWidth.cut("ab", 2)).isEqualTo("ab");
    }

    @Test
    void tableOfWideNames_isAligned() {
        assertThat(Table.lines(List.of(List.of("読込", "run"), List.of("a", "maybe")), 1, Colours.OFF))
                .containsExactly("読込  run", "a     maybe");
    }
}
