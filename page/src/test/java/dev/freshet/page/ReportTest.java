package dev.freshet.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.report.Block;
import dev.freshet.report.BulletList;
import dev.freshet.report.Chart;
import dev.freshet.report.Code;
import dev.freshet.report.Column;
import dev.freshet.report.Figure;
import dev.freshet.report.Figures;
import dev.freshet.report.Image;
import dev.freshet.report.Report;
import dev.freshet.report.Section;
import dev.freshet.report.Series;
import dev.freshet.report.SideBySide;
import dev.freshet.report.Table;
import dev.freshet.report.Text;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reports of the dataset type {@code report}, as a browser shows them. */
@InChromium
final class ReportTest {
    private static final byte[] PNG = Base64.getDecoder()
            .decode(
                    "iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12P4//8/w38GIAXDIBKE0DHxgljNBAAO9TXL0Y4OHwAA"
                            + "AABJRU5ErkJggg==");

    private static Tab open(Browser browser, Path directory, Report report) throws IOException {
        Path file = Files.writeString(directory.resolve("report.html"), report.html());
        Tab tab = browser.tab(1280, 800);
        tab.open(file);
        return tab;
    }

    /** A block of each kind in which a text is at each place that a text can be. */
    private static List<Block> everywhere(String text) {
        Series series = Series.of(text, List.of(1, 2), x -> text + x, x -> x);
        Series other = Series.of(text + 2, List.of(1, 2), x -> text + x, x -> -x);
        List<Block> blocks = new ArrayList<>(List.of(
                Text.of(text)
                        .strong(text)
                        .emphasis(text)
                        .code(text)
                        .link(text, URI.create("https://example.org/?a=%22%3Cb")),
                BulletList.of(text),
                Figures.of(new Figure(text, text, text)),
                Table.of(List.of(text), Column.of(text, cell -> cell)).caption(text),
                Image.of(PNG, text),
                Code.of(text)));
        for (Chart.Kind kind : Chart.Kind.values()) {
            boolean isOne = kind == Chart.Kind.HISTOGRAM;
            blocks.add(new Chart(kind, text, text, text, isOne ? List.of(series) : List.of(series, other)));
        }
        return blocks;
    }

    /** As the documentation says. */
    private static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (point < ' ' && point != '\n' && point != '\t') {
                shown.appendCodePoint(0x2400 + point);
            } else if ("\u202E\u2066\u007F".indexOf(point) >= 0) {
                shown.append('\uFFFD');
            } else {
                shown.appendCodePoint(point);
            }
        });
        return shown.toString();
    }

    @Test
    void text_atEachPlace_isShownLiterallyAndHarmless(Browser browser, @TempDir Path directory) throws IOException {
        for (String text : HostileNamesTest.NAMES) {
            Report report = Report.of(text, new Section(text, everywhere(text)));
            try (Tab tab = open(browser, directory, report)) {
                String shown = shown(text);
                assertThat(tab.text("document.title.length > 0 ? 'named' : ''")).isEqualTo("named");
                for (String selector : List.of(
                        "h1",
                        "h2",
                        "p strong",
                        "p em",
                        "p code",
                        "p a",
                        "li",
                        "dt",
                        "dd",
                        "dd.note",
                        "caption",
                        "th",
                        "td",
                        "pre",
                        "figcaption",
                        ".legend bdi",
                        ".yt",
                        ".xt",
                        "details th + th")) {
                    assertThat(tab.textOf(selector)).as(selector).isEqualTo(shown);
                }
                assertThat(tab.textOf(".x span")).isEqualTo(shown + "1");
                assertThat(tab.textOf(".word")).isEqualTo(shown + "1");
                assertThat(tab.textOf("rect title")).isEqualTo(shown + "1, " + shown + ": 1");
                assertThat(tab.text("document.querySelector('img').alt")).isEqualTo(shown);
                assertThat(tab.text("document.querySelector('.plot').ariaLabel"))
                        .isEqualTo("Bar chart: " + shown + ". Series: " + shown + " (2), " + shown + "2 (2).");
                assertHarmless(tab);
            }
        }
    }

    private static void assertHarmless(Tab tab) {
        assertThat(tab.events("Runtime.exceptionThrown")).isEmpty();
        assertThat(tab.events("Page.javascriptDialogOpening")).isEmpty();
        assertThat(tab.events("Log.entryAdded")).isEmpty();
        assertThat(tab.events("Network.requestWillBeSent"))
                .allMatch(request -> request.at("/request/url").asString().matches("file:.*|data:image/png.*"));
        assertThat(tab.evaluate("document.querySelectorAll('script, iframe, object, form, b').length")
                        .asInt())
                .isZero();
        assertThat(tab.evaluate("document.querySelectorAll('img').length").asInt())
                .isEqualTo(1);
    }

    /** A report with wide tables, long words and many labels. */
    private static Report wide() {
        LocalDate start = LocalDate.of(2000, 11, 17);
        List<Integer> many = IntStream.range(0, 50).boxed().toList();
        Series words = Series.of("mean delay of all flights", many, x -> "category " + x, x -> x * 1e5);
        Series short2 = Series.of("median", many, x -> "category " + x, x -> x * -7e4);
        Series days = Series.of("days", many, x -> start.plusDays(x * 3L), x -> x % 7);
        Series numbers = Series.of("numbers", many, x -> x * 31_337, x -> x);
        Series hours = Series.of("hours", many, x -> start.atTime(6, 0).plusMinutes(x * 20L), x -> x);
        return Report.of(
                "A title with aVeryLongWordThatDoesNotFitOnTheScreenOfAPhoneUnlessItIsBrokenSomewhere",
                Figures.of(Figure.of("an amount", 123_456_789_012L), Figure.of("since", start)),
                SideBySide.of(Chart.bars("bars", words, short2).axes("x", "y"), Chart.stackedBars("stack", words)),
                Chart.lines("days", days),
                SideBySide.of(Chart.scatter("scatter", numbers), Chart.lines("hours", hours)),
                Chart.horizontalBars("rows", words, short2),
                Chart.histogram("histogram", many),
                Table.of(
                        many,
                        Column.of("a", x -> "a long cell with many words " + x),
                        Column.of("b", x -> start.plusDays(x)),
                        Column.of("c", x -> x * 1e6),
                        Column.of("d", x -> "w".repeat(300)),
                        Column.bars("e", x -> x * -1e5)),
                Code.of("c".repeat(300)));
    }

    private static final String OVERLAPS = """
            (() => {
              const found = [];
              for (const axis of document.querySelectorAll('.x')) {
                const boxes = [...axis.children].filter(each => getComputedStyle(each).display !== 'none')
                  .map(each => [each.textContent, each.getBoundingClientRect()]).sort((a, b) => a[1].left - b[1].left);
                for (let i = 1; i < boxes.length; i++) {
                  if (boxes[i - 1][1].right > boxes[i][1].left + 0.5) found.push(boxes[i - 1][0] + ' and ' + boxes[i][0]);
                }
                if (boxes.length < 2) found.push('fewer than two labels');
              }
              return found;
            })()""";

    @ParameterizedTest
    @ValueSource(ints = {320, 390, 700, 1280, 1800})
    void report_ofAnyWidth_fitsWithoutOverlaps(int width, Browser browser, @TempDir Path directory) throws IOException {
        try (Tab tab = open(browser, directory, wide())) {
            tab.size(width, 800);
            tab.frame();
            assertThat(tab.evaluate("document.documentElement.scrollWidth").asInt())
                    .isLessThanOrEqualTo(width);
            assertThat(Pages.texts(tab, OVERLAPS)).isEmpty();
            String outside =
                    "[...document.querySelectorAll('main *')].filter(each => !each.closest('.scroll, pre, .y, .x')"
                            + " && each.getBoundingClientRect().right > innerWidth + 0.5).map(each => each.outerHTML)";
            assertThat(Pages.texts(tab, outside)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void report_inEachTheme_canBeReadAndUsedByAll(boolean isDark, Browser browser, @TempDir Path directory)
            throws IOException {
        List<Block> twice =
                List.of(new Section("first", everywhere("a text")), new Section("again", everywhere("a text")));
        try (Tab tab = open(browser, directory, Report.of("A report", twice.toArray(Block[]::new)))) {
            tab.dark(isDark);
            for (int width : new int[] {1280, 390}) {
                tab.size(width, 844);
                tab.frame();
                assertThat(Axe.violations(tab)).as("width " + width).isEmpty();
            }
        }
    }

    @Test
    void numbers_openWithoutAScript(Browser browser, @TempDir Path directory) throws IOException {
        try (Tab tab = open(browser, directory, Report.of("t", Chart.histogram("h", List.of(1, 2, 2))))) {
            String height = "document.querySelector('details').getBoundingClientRect().height";
            int before = tab.evaluate(height).asInt();
            tab.click("summary");
            tab.frame();
            assertThat(tab.evaluate(height).asInt()).isGreaterThan(before + 50);
        }
    }

    /** Returns the luminance contrast of a colour of the page with the ground of its texts, by the formula of WCAG. */
    private static final String CONTRASTS = """
            (() => {
              const light = text => {
                const [r, g, b] = text.match(/[0-9.]+/g).slice(0, 3).map(Number)
                  .map(each => each / 255 <= .04045 ? each / 255 / 12.92 : ((each / 255 + .055) / 1.055) ** 2.4);
                return .2126 * r + .7152 * g + .0722 * b;
              };
              const probe = document.body.appendChild(document.createElement('i'));
              const of = name => { probe.style.color = 'var(' + name + ')'; return light(getComputedStyle(probe).color); };
              const contrast = (a, b) => (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
              return NAMES.map(name => contrast(of(name), of('--panel')));
            })()""";

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void colours_ofEachTheme_areReadable(boolean isDark, Browser browser, @TempDir Path directory) throws IOException {
        try (Tab tab = open(browser, directory, wide())) {
            tab.dark(isDark);
            tab.frame();
            String series = "['--s1', '--s2', '--s3', '--s4', '--s5', '--s6', '--s7', '--zero']";
            tab.evaluate(CONTRASTS.replace("NAMES", series))
                    .forEach(contrast -> assertThat(contrast.asDouble()).isGreaterThan(3));
            tab.evaluate(CONTRASTS.replace("NAMES", "['--ink', '--soft', '--accent']"))
                    .forEach(contrast -> assertThat(contrast.asDouble()).isGreaterThan(4.5));
        }
    }
}
