package dev.freshet.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.graph.GraphDocument;
import dev.freshet.runtime.graph.GraphDocument.State;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Boxes of equal shape are one box until a reader unfolds them. */
@InChromium
final class FoldTest {
    private static final String MADE = "data# \u00D7";

    @TempDir
    Path directory;

    /** A hub that many nodes read, each of which makes a dataset; one node reads all of them. */
    private static GraphDocument hub(int count) {
        Graphs graph = new Graphs().node("load", State.UP_TO_DATE, List.of("raw"), List.of("hub"));
        List<String> made = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            made.add("data" + i);
            graph.node("work" + i, i == 3 ? State.RUN : State.UP_TO_DATE, List.of("hub"), List.of("data" + i));
        }
        return graph.node("work" + count, State.MAYBE, List.of("hub", "rates"), List.of("data" + count))
                .node("join", State.MAYBE, made, List.of("all"))
                .build("Hub");
    }

    private Tab open(Browser browser, int count, String address) throws IOException {
        return Pages.open(browser, directory, hub(count), address);
    }

    @Test
    void equalBoxes_ofAHub_areOneBox_andOthersAreNot(Browser browser) throws IOException {
        try (Tab tab = open(browser, 1000, "#closed=")) {
            assertThat(Pages.boxes(tab))
                    .containsExactlyInAnyOrder(
                            "load",
                            "raw",
                            "hub",
                            "work# \u00D71000",
                            MADE + "1000",
                            "work1000",
                            "data1000",
                            "rates",
                            "join",
                            "all");
            assertThat(tab.textOf(Pages.box("work# \u00D71000") + " .line")).isEqualTo("1000 nodes \u00B7 1 run");
            assertThat(tab.evaluate("document.querySelectorAll('.edge').length").asInt())
                    .isEqualTo(9);
        }
    }

    @Test
    void fewBoxes_areNotFolded(Browser browser) throws IOException {
        try (Tab tab = open(browser, 9, "")) {
            assertThat(Pages.boxes(tab)).hasSize(26);
        }
    }

    @Test
    void fold_isUnfoldedByAClick_andFoldedAgain(Browser browser) throws IOException {
        try (Tab tab = open(browser, 12, "")) {
            tab.click(Pages.box("work# \u00D712"));
            assertThat(Pages.boxes(tab)).hasSize(21).contains("work0", "work11", MADE + "12");
            assertThat(tab.text("location.hash")).isEqualTo("#unfolded=n%3Awork0");
            tab.click("[data-does=fold]");
            assertThat(Pages.boxes(tab)).hasSize(10);
            assertThat(tab.text("String(document.querySelector('[data-does=fold]').hidden)"))
                    .isEqualTo("true");
        }
    }

    @Test
    void keys_unfoldAndFold(Browser browser) throws IOException {
        try (Tab tab = open(browser, 12, "")) {
            tab.evaluate("document.querySelector(" + Tab.quoted(Pages.box(MADE + "12")) + ").focus()");
            tab.press("Enter");
            assertThat(Pages.boxes(tab)).hasSize(21).contains("data0");
            assertThat(tab.text("document.activeElement.getAttribute('aria-label')"))
                    .startsWith("data0, ");
            assertThat(tab.textOf("#live")).isEqualTo("12 boxes unfolded");
            tab.press("f");
            assertThat(Pages.boxes(tab)).hasSize(10);
        }
    }

    @Test
    void nodeInAFold_thatIsFound_isShown(Browser browser) throws IOException {
        try (Tab tab = open(browser, 12, "#select=n%3Awork7")) {
            assertThat(Pages.boxes(tab)).hasSize(21);
            assertThat(tab.textOf(".box.selected .name")).isEqualTo("work7");
            assertThat(tab.textOf("#detail h2")).isEqualTo("work7");
        }
    }

    @Test
    void folds_ofEqualNamespaces_joinThem(Browser browser) throws IOException {
        Graphs graph = new Graphs();
        for (int i = 0; i < 10; i++) {
            graph.node("land" + i + ".clean", State.RUN, List.of("raw" + i), List.of("clean" + i))
                    .node("land" + i + ".rate", State.RUN, List.of("clean" + i, "rates"), List.of("rated" + i));
        }
        try (Tab tab = Pages.open(browser, directory, graph.build("Lands"), "#closed=")) {
            assertThat(Pages.boxes(tab))
                    .containsExactlyInAnyOrder(
                            "raw# \u00D710",
                            "clean \u00D710",
                            "clean# \u00D710",
                            "rate \u00D710",
                            "rated# \u00D710",
                            "rates");
        }
    }
}
