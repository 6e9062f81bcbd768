package dev.freshet.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.graph.GraphDocument;
import dev.freshet.runtime.graph.GraphViews;
import dev.freshet.runtime.graph.Preview;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The heads of datasets, which can hold anything. */
@InChromium
final class PreviewPageTest {
    private static final String PIXEL =
            "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";
    private static final String HOSTILE = """
            <!doctype html><style>p {color: red}</style><p id="told">A report</p>
            <script>parent.document.title = 'hacked'; alert(1)</script><img src="https://example.com/x.png" onerror="alert(2)">
            <form action="https://example.com"><button>Send</button></form><meta http-equiv="refresh" content="0;url=https://example.com">
            """;

    @TempDir
    Path directory;

    private Tab shop(Browser browser, String address) throws IOException {
        GraphDocument shop = Graphs.shop();
        List<Preview> previews = List.of(
                new Preview(
                        "eu.orders",
                        new Preview.Table(
                                HostileNamesTest.NAMES, List.of(HostileNamesTest.NAMES, HostileNamesTest.NAMES)),
                        "only the first 2 rows"),
                new Preview("us.orders", new Preview.Text("{\"a\": \"</script><b>\",\r\n \u0000}"), ""),
                new Preview("sales", new Preview.Image(PIXEL), ""),
                new Preview("report_html", new Preview.Html(HOSTILE), ""),
                new Preview("rates", new Preview.None(), "rates.csv:7: \"x\" is no number"));
        return Pages.open(
                browser, directory, shop.with(new GraphViews(List.of(), List.of(), Map.of(), previews)), address);
    }

    @Test
    void cells_areShownLiterally(Browser browser) throws IOException {
        try (Tab tab = shop(browser, "#select=d%3Aeu.orders")) {
            for (String cells : List.of("th", "tr:last-child td")) {
                assertThat(Pages.texts(
                                tab,
                                "[...document.querySelectorAll('.preview " + cells
                                        + "')].map(cell => cell.textContent)"))
                        .containsExactlyElementsOf(HostileNamesTest.NAMES.stream()
                                .map(HostileNamesTest::shown)
                                .toList());
            }
            assertThat(tab.textOf("#detail .count")).isEqualTo("only the first 2 rows");
            HostileNamesTest.assertHarmless(tab);
        }
    }

    @Test
    void textAndReason_areShownLiterally(Browser browser) throws IOException {
        try (Tab tab = shop(browser, "#select=d%3Aus.orders")) {
            assertThat(tab.textOf(".preview pre")).isEqualTo("{\"a\": \"</script><b>\",\n \u2400}");
            tab.evaluate("location.hash = '#select=d%3Arates'");
            tab.frame();
            assertThat(tab.textOf("#detail")).contains("Previewrates.csv:7: \"x\" is no number");
            HostileNamesTest.assertHarmless(tab);
        }
    }

    @Test
    void report_isInAFrameWithoutRights(Browser browser) throws IOException {
        try (Tab tab = shop(browser, "#select=d%3Areport_html")) {
            tab.frame();
            assertThat(tab.text("document.querySelector('.preview iframe').getAttribute('sandbox')"))
                    .isEmpty();
            assertThat(tab.text("document.title")).isEqualTo("Shop");
            assertThat(tab.events("Page.javascriptDialogOpening")).isEmpty();
            assertThat(tab.text("String(document.querySelector('.preview iframe').contentDocument)"))
                    .as("the page cannot look into the frame, nor the frame out of it")
                    .isEqualTo("null");
        }
    }

    @Test
    void image_isShown_andEnlarged(Browser browser) throws IOException {
        try (Tab tab = shop(browser, "#select=d%3Asales")) {
            assertThat(tab.evaluate("document.querySelector('.preview img').naturalWidth")
                            .asInt())
                    .isEqualTo(1);
            tab.evaluate("[...document.querySelectorAll('#detail button')]"
                    + ".find(button => button.textContent === 'Enlarge').click()");
            assertThat(tab.textOf("#sheet h2")).isEqualTo("Preview of sales");
            tab.press("Escape", "Escape");
            assertThat(tab.text("String(document.getElementById('sheet').hidden)"))
                    .isEqualTo("true");
        }
    }
}
