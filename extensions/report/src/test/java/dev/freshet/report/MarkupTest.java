package dev.freshet.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.net.URI;
import java.util.Random;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class MarkupTest {
    private static final long SEED = Long.getLong("freshet.seed", 20261127L);

    /** A parser that shares no code with the writer. The two void elements are closed for XML. */
    private static Document parsed(String html) throws Exception {
        String closed = html.replace("<!doctype html>\n", "").replaceAll("<(meta|img) [^>]*", "$0/");
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(closed)));
    }

    @Test
    void report_ofEverything_isWellFormed() throws Exception {
        Document document = parsed(SampleReports.everything(new Random(SEED)).html());
        assertThat(document.getElementsByTagName("script").getLength()).isZero();
        assertThat(document.getElementsByTagName("svg").getLength()).isEqualTo(6);
    }

    @Test
    void text_ofAnyCharacters_isReadAsItWasMeant() throws Exception {
        Random random = new Random(SEED);
        for (int i = 0; i < 300; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(30); j >= 0; j--) {
                text.append(
                        random.nextInt(3) == 0
                                ? "<>&\"'/!-x".charAt(random.nextInt(9))
                                : (char) random.nextInt(0x10000));
            }
            String title = text.toString();
            String read = parsed(Report.of(title).html())
                    .getElementsByTagName("h1")
                    .item(0)
                    .getTextContent();
            assertThat(read).as("seed %d, round %d", SEED, i).isEqualTo(shown(title));
        }
    }

    /** The documented replacement of characters that cannot be seen. */
    private static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        text.replace("\r\n", "\n").codePoints().forEach(point -> {
            boolean isKept = point == '\n' || point == '\t';
            if (point < 0x20 && !isKept) {
                shown.appendCodePoint(0x2400 + point);
            } else if (String.valueOf(Character.toChars(point))
                    .matches("[\\x7F-\\x9F\\p{Cs}\\u202A-\\u202E\\u2066-\\u2069\\uFFFE\\uFFFF]")) {
                shown.append('\uFFFD');
            } else {
                shown.appendCodePoint(point);
            }
        });
        return shown.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "data:text/html,x",
                "file:///etc/passwd",
                "//example.org",
                "x",
                "JavaScript:x"
            })
    void link_toOtherThanWebAndMail_isRefused(String target) {
        assertThatThrownBy(() -> Text.of("a").link("b", URI.create(target)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a link of a report leads to an http, https or mailto address, not to \"" + target + "\"");
    }

    @Test
    void image_ofOtherContent_isRefused() {
        assertThatThrownBy(
                        () -> Image.of("<svg onload='x'/>".getBytes(java.nio.charset.StandardCharsets.UTF_8), "logo"))
                .hasMessage("the image \"logo\" is neither a PNG nor a JPEG file");
        assertThatThrownBy(() -> new Image("iVBORw0KGgo\" onerror=\"x", "logo"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
