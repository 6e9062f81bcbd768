package dev.freshet.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HtmlPageTest {
    private static int count(String text, String part) {
        return (int)
                Pattern.compile(Pattern.quote(part)).matcher(text).results().count();
    }

    @Test
    void html_ofOneDocument_isEqualByteForByte() {
        String first = new HtmlPage().html(Graphs.random(new Random(1), 50));
        assertThat(new HtmlPage().html(Graphs.random(new Random(1), 50)))
                .isEqualTo(first)
                .startsWith("<!doctype html>")
                .endsWith("</html>\n")
                .doesNotContain("\r");
    }

    @Test
    void html_ofHostileNames_hasNoOtherElements() {
        String plain = new HtmlPage().html(Graphs.chain(List.of("plain")));
        String hostile = new HtmlPage().html(Graphs.chain(HostileNamesTest.NAMES));
        for (String tag : List.of("<script", "</script", "<style", "<!--", "<img")) {
            assertThat(count(hostile, tag)).as(tag).isEqualTo(count(plain, tag));
        }
    }

    @Test
    void html_ofPlaceholders_leavesThemAsTheyAre() {
        assertThat(new HtmlPage().html(Graphs.chain(List.of("{script}", "$1", "{document}"))))
                .contains("\"{script}\"", "\"$1\"", "\"{document}\"");
    }

    @Test
    void html_ofHalfAPair_canBeWritten() {
        String html = new HtmlPage().html(Graphs.chain(List.of("half \uD83D")));
        assertThat(new String(html.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(html)
                .contains("half \\ud83d\"");
    }

    @Test
    void policy_allowsTheScriptAndTheStyleOfThePageOnly() {
        assertThat(new HtmlPage().html(Graphs.shop()))
                .containsPattern("content=\"default-src 'none'; script-src 'sha256-[\\w+/]{43}='; style-src"
                        + " 'sha256-[\\w+/]{43}='; img-src data:; base-uri 'none'; form-action 'none'\"");
    }

    /** Each node with its code, a run with all its times, and the script, in characters of ASCII. */
    @ParameterizedTest
    @CsvSource({"100, 240_000", "1000, 700_000", "3000, 1_850_000"})
    void html_ofManyNodes_isSmall(int nodes, String most) {
        String html = new HtmlPage().html(Graphs.random(new Random(1), nodes));
        assertThat(html.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(Integer.parseInt(most.replace("_", "")));
    }
}
