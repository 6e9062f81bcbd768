package dev.freshet.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.graph.GraphDocument;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names that could be read as code or markup, or that change how their neighbours look, are shown as they are. */
@InChromium
final class HostileNamesTest {
    static final List<String> NAMES = List.of(
            "constructor",
            "__proto__",
            "toString",
            "</script><script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "<!--<script>",
            "\"quoted\" 'twice' `${alert(1)}`",
            "\u202Edesrever\u2066",
            "\u0639\u0631\u0628\u064A",
            "a\u0000b\tc\nd\u007F\u2028e",
            "n".repeat(200),
            "javascript:alert(1)",
            "a b&amp;#35;&lt;b&gt;",
            "x&select=n:y#z%41",
            "{script}",
            "\u4E2D\u6587.\uD83D\uDE00");

    /** As {@code visible} of the page, by the words of the documentation. */
    static String shown(String name) {
        StringBuilder text = new StringBuilder();
        name.codePoints().forEach(point -> {
            if (point < ' ') {
                text.appendCodePoint(0x2400 + point);
            } else if ("\u202E\u2066\u007F\u2028".indexOf(point) >= 0) {
                text.append('\uFFFD');
            } else {
                text.appendCodePoint(point);
            }
        });
        return text.toString();
    }

    static void assertHarmless(Tab tab) {
        assertThat(tab.events("Runtime.exceptionThrown")).isEmpty();
        assertThat(tab.events("Page.javascriptDialogOpening")).isEmpty();
        assertThat(tab.events("Log.entryAdded")).isEmpty();
        assertThat(tab.events("Network.requestWillBeSent"))
                .allMatch(request -> request.at("/request/url").asString().matches("file:.*|data:image/svg.*"));
        assertThat(tab.evaluate("document.querySelectorAll('script, img, iframe, object').length")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void name_asNodeDatasetTagAndReason_isShownLiterally(Browser browser, @TempDir Path directory) throws IOException {
        GraphDocument document = Graphs.chain(NAMES);
        try (Tab tab = Pages.open(browser, directory, document)) {
            for (String name : NAMES) {
                String address = "#" + "select=" + encoded("n:" + name);
                tab.evaluate("location.hash = " + Tab.quoted(address));
                tab.frame();
                assertThat(tab.textOf("#detail h2")).isEqualTo(shown(name));
                assertThat(tab.textOf("#detail .reasons"))
                        .isEqualTo(shown("the code of " + name + " changed: Sales.java:7"));
                assertThat(tab.textOf("#detail dl")).contains("Tags" + shown(name));
                assertThat(Pages.texts(
                                tab, "[...document.querySelectorAll('#detail .link')].map(each => each.textContent)"))
                        .contains(shown("of " + name));
            }
            String labels = "[...document.querySelectorAll('.box')].map(each => each.getAttribute('aria-label'))";
            List<String> shown = Pages.texts(tab, labels);
            for (String name : NAMES) {
                assertThat(shown).contains(shown(name) + ", run, node", shown("of " + name) + ", csv, dataset");
            }
            assertHarmless(tab);
        }
    }

    @Test
    void name_inWhatIfAndTimeline_isShownLiterally(Browser browser, @TempDir Path directory) throws IOException {
        String links = "[...document.querySelectorAll('#detail .due .link')].map(each => each.textContent)";
        String bars = "[...document.querySelectorAll('.bar')].map(each => each.getAttribute('aria-label'))";
        try (Tab tab = Pages.open(browser, directory, Graphs.chain(NAMES), "#view=timeline")) {
            List<String> labels = Pages.texts(tab, bars);
            for (String name : NAMES) {
                assertThat(Pages.texts(tab, links)).contains(shown(name));
                assertThat(labels).anyMatch(label -> label.startsWith(shown(name) + ", ran, "));
            }
            for (String name : NAMES) {
                tab.evaluate("location.hash = " + Tab.quoted("#ask=" + encoded("d:of " + name)));
                tab.frame();
                assertThat(tab.textOf("#detail h2")).isEqualTo("the content of " + shown("of " + name));
                assertThat(Pages.texts(tab, links)).contains(shown(name));
            }
            assertHarmless(tab);
        }
    }

    @Test
    void name_inRunsAndLineage_isShownLiterally(Browser browser, @TempDir Path directory) throws IOException {
        String links = "[...document.querySelectorAll('#sheet .link')].map(each => each.textContent)";
        try (Tab tab = Pages.open(browser, directory, Histories.with(Graphs.chain(NAMES)), "#view=runs")) {
            List<String> shown = Pages.texts(tab, links);
            for (String name : NAMES) {
                assertThat(shown).contains(shown(name), shown("of " + name));
            }
            assertThat(tab.textOf(".causes"))
                    .contains("constant " + shown(NAMES.get(NAMES.size() - 1)) + " changed, Rates.java:7");
            tab.evaluate("location.hash = " + Tab.quoted("#view=lineage&of=" + encoded("d:of " + NAMES.get(0))));
            tab.frame();
            shown = Pages.texts(tab, links);
            for (String name : NAMES) {
                assertThat(shown).contains(shown(name));
                assertThat(tab.textOf("#sheet")).contains(shown("of " + name));
                assertThat(tab.textOf("#sheet")).contains(shown("of " + name) + " = \"***\"");
            }
            assertHarmless(tab);
        }
    }

    @Test
    void name_ofAPipeline_isTheTitle(Browser browser, @TempDir Path directory) throws IOException {
        for (String name : List.of("</title></script><script>alert(1)</script>", "__proto__", "\u202Edesrever\u2066")) {
            try (Tab tab = Pages.open(browser, directory, Graphs.chain(List.of(name)))) {
                assertThat(tab.text("document.title")).isEqualTo(shown(name));
                assertThat(tab.textOf("h1")).isEqualTo(shown(name));
                assertThat(tab.textOf("#detail h2")).isEqualTo(shown(name));
                assertHarmless(tab);
            }
        }
    }

    @Test
    void address_thatIsHostile_isIgnored(Browser browser, @TempDir Path directory) throws IOException {
        String state = "#select=" + encoded("n:<img src=x onerror=alert(1)>") + "&slice=__proto__&way=constructor"
                + "&state=" + encoded("</script>") + "&closed=__proto__&datasets=%zz";
        try (Tab tab = Pages.open(browser, directory, Graphs.shop(), state)) {
            assertThat(tab.textOf("#detail h2")).isEqualTo("Shop");
            assertThat(Pages.boxes(tab)).hasSize(18);
            assertHarmless(tab);
        }
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
