package dev.freshet.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.graph.GraphDocument;
import dev.freshet.runtime.graph.GraphDocument.State;
import dev.freshet.runtime.graph.Preview;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * What a reader does in every view, with keys alone: nothing is clicked, and no script moves the focus. After each key,
 * the focus can be seen.
 */
@InChromium
final class JourneyTest {
    @TempDir
    Path directory;

    /** A shop with two namespaces, twelve equal nodes, and a node that reads all. */
    private static GraphDocument shop() {
        Graphs graph = new Graphs()
                .node("eu.clean", State.UP_TO_DATE, List.of("orders", "params:limit"), List.of("eu.cleaned"))
                .node("eu.rate", State.RUN, List.of("eu.cleaned", "rates"), List.of("eu.rated"))
                .node("us.clean", State.UP_TO_DATE, List.of("orders", "params:limit"), List.of("us.cleaned"))
                .node("us.rate", State.MAYBE, List.of("us.cleaned", "rates"), List.of("us.rated"));
        List<String> all = new ArrayList<>(List.of("eu.rated", "us.rated"));
        for (int i = 0; i < 12; i++) {
            all.add("stock" + i);
            graph.node("load" + i, State.UP_TO_DATE, List.of("orders"), List.of("stock" + i));
        }
        GraphDocument shop = Histories.with(
                graph.node("report", State.RUN, all, List.of("sales")).build("Shop"));
        Preview preview = new Preview("sales", new Preview.Table(List.of("id"), List.of(List.of("1"))), "");
        return shop.with(shop.views().with(List.of(preview)));
    }

    @Test
    void everyView_byKeysAlone(Browser browser) throws IOException {
        try (Tab tab = Pages.open(browser, directory, shop())) {
            Focus focus = new Focus(tab);
            try {
                search(tab, focus);
                folds(tab, focus);
                slices(tab, focus);
                header(tab, focus);
                whatIf(tab, focus);
                timeline(tab, focus);
                runs(tab, focus);
                lineage(tab, focus);
                preview(tab, focus);
            } finally {
                tab.evaluate("localStorage.clear()");
            }
            focus.requireSeen();
            assertThat(tab.events("Runtime.exceptionThrown")).isEmpty();
        }
    }

    /** The key Tab leads through the head of the page as one reads it: to the right, and down at the end of a row. */
    @Test
    void headOnAPhone_isInTheOrderOfTheKeyTab(Browser browser) throws IOException {
        try (Tab tab = Pages.open(browser, directory, shop())) {
            tab.size(390, 780);
            Focus focus = new Focus(tab);
            List<String> names = new ArrayList<>();
            int[] before = {0, 0};
            do {
                focus.press("Tab");
                names.add(focus.name());
                JsonNode at = tab.evaluate(
                        "(({left, bottom}) => [left, bottom])" + "(document.activeElement.getBoundingClientRect())");
                int[] now = {at.get(0).asInt(), at.get(1).asInt()};
                assertThat(now[1] > before[1] || (now[1] == before[1] && now[0] > before[0]))
                        .as("%s", names)
                        .isTrue();
                before = now;
            } while (!focus.name().equals("Help"));
            assertThat(names)
                    .containsExactly(
                            "Outline",
                            "2 run",
                            "1 maybe",
                            "14 up to date",
                            "Graph",
                            "Timeline",
                            "Runs",
                            "What if",
                            "Theme",
                            "Help");
            drawer(tab, focus);
            focus.requireSeen();
        }
    }

    /** The outline of a small screen is closed by a choice, by Escape, and by leaving it. */
    private static void drawer(Tab tab, Focus focus) {
        focus.press("o", "ArrowRight", "Enter");
        assertThat(focus.name()).isEqualTo("Details");
        focus.press("Escape", "o", "Escape");
        assertThat(focus.name()).isEqualTo("Outline");
        focus.press("Enter", "o", "Tab");
        assertThat(focus.name()).startsWith("eu.clean");
        assertThat(tab.text("document.getElementById('outline-button').ariaExpanded"))
                .isEqualTo("false");
    }

    private static void search(Tab tab, Focus focus) {
        focus.press("/");
        focus.type("rate");
        assertThat(tab.textOf("#found")).isEqualTo("5 matches");
        focus.press("Enter", "ArrowDown");
        assertThat(focus.name()).startsWith("rate");
        focus.press("Enter");
        assertThat(tab.textOf("#detail h2")).isEqualTo("eu.rate");
        focus.press("d");
        focus.to("Close details", "Tab");
        focus.to("Copy src/main/java/demo/Sales.java:22", "Tab");
        focus.to("Open in an editor", "Tab");
        focus.to("eu.cleaned", "Tab");
        focus.press("Enter");
        assertThat(tab.textOf("#detail h2")).isEqualTo("eu.cleaned");
        assertThat(focus.name()).isEqualTo("Details");
        focus.press("Escape", "/", "Escape");
        assertThat(tab.textOf("#found")).isEmpty();
    }

    private static void folds(Tab tab, Focus focus) {
        focus.press("o", "ArrowRight", "End", "Home", "ArrowLeft");
        assertThat(Pages.boxes(tab)).contains("eu").doesNotContain("eu.rate");
        focus.press("ArrowRight", "g", "{", "}", "-", "-", "-", "-", "-", "-", "-", "0");
        assertThat(Pages.boxes(tab)).contains("eu.rate");
        focus.press("/");
        focus.type("load3");
        focus.press("Enter", "Enter");
        assertThat(tab.textOf("#detail h2")).isEqualTo("load3");
        assertThat(Pages.boxes(tab)).contains("load3", "load11");
        focus.press("Escape", "f", "/", "Escape");
        assertThat(Pages.boxes(tab)).doesNotContain("load3");
        focus.press("g");
    }

    private static void slices(Tab tab, Focus focus) {
        focus.press("o", "ArrowRight", "Enter", "g", "s");
        int part = Pages.boxes(tab).size();
        assertThat(tab.textOf("#slice")).startsWith("Only eu.clean and");
        focus.to("Show all", "Shift+Tab");
        focus.press("Enter");
        assertThat(Pages.boxes(tab)).hasSizeGreaterThan(part);
        focus.press("Escape");
    }

    private static void whatIf(Tab tab, Focus focus) {
        focus.press("w");
        focus.type("rates");
        focus.press("Tab");
        focus.to("the content of rates", "Tab");
        focus.press("Enter");
        assertThat(tab.textOf("#detail h2")).isEqualTo("the content of rates");
        focus.to("Choose another", "Tab");
        focus.press("Enter", "Escape");
        assertThat(tab.textOf("#detail h2")).isEqualTo("Shop");
    }

    /** Walks the bars of a run, in time and between the rows. */
    private static void timeline(Tab tab, Focus focus) {
        focus.press("t");
        assertThat(focus.name()).isEqualTo("orders, load, for eu.clean, 1 ms, from 0.00 ms");
        focus.press("ArrowRight");
        assertThat(focus.name()).startsWith("eu.clean, ran, 10");
        assertThat(tab.textOf(".told")).isEqualTo(focus.name());
        focus.press("ArrowDown", "ArrowRight", "ArrowUp", "Shift+Tab", "Tab");
        assertThat(focus.name()).startsWith("eu.");
        focus.press("Enter");
        assertThat(tab.textOf("#detail h2")).startsWith("eu.");
        focus.press("Escape", "Escape");
    }

    private static void runs(Tab tab, Focus focus) {
        focus.press("r");
        focus.to("Earlier run", "Tab");
        String first = tab.textOf("#sheet .causes");
        focus.press("ArrowDown");
        assertThat(focus.name()).isEqualTo("Earlier run");
        assertThat(tab.textOf("#sheet .causes")).isNotEqualTo(first);
        focus.to("Results with other content", "Tab");
        focus.press("Escape");
    }

    private static void lineage(Tab tab, Focus focus) {
        focus.press("/");
        focus.type("sales.csv");
        focus.press("Enter", "ArrowDown", "Enter", "l");
        assertThat(tab.textOf("#sheet h2")).isEqualTo("Lineage of sales");
        focus.to("What report read", "Tab");
        assertThat(tab.text("document.activeElement.ariaExpanded")).isEqualTo("true");
        focus.press("Enter");
        assertThat(tab.text("document.activeElement.ariaExpanded")).isEqualTo("false");
        focus.press("Escape", "Escape");
        assertThat(tab.evaluate("document.getElementById('sheet').hidden").asBoolean())
                .isTrue();
    }

    private static void preview(Tab tab, Focus focus) {
        focus.press("/", "Enter", "ArrowDown", "Enter", "d");
        focus.to("Rows of sales", "Tab");
        focus.to("Enlarge", "Tab");
        focus.press("Enter", "Tab");
        assertThat(tab.textOf("#sheet h2")).isEqualTo("Preview of sales");
        focus.press("Escape", "Escape", "/", "Escape");
    }

    /** From here on in the other theme. */
    private static void header(Tab tab, Focus focus) {
        focus.press("/");
        focus.to("Theme", "Shift+Tab");
        focus.press("Enter");
        assertThat(tab.text("document.documentElement.dataset.theme")).isEqualTo("dark");
        focus.to("Parameters", "Shift+Tab");
        focus.press("Enter");
        assertThat(Pages.boxes(tab)).contains("params:limit");
        assertThat(focus.name()).isEqualTo("Parameters");
        focus.press("Enter", "Tab", "Tab", "Enter");
        assertThat(focus.name()).isEqualTo("Close");
        focus.press("Escape");
        assertThat(focus.name()).isEqualTo("Help");
        tab.call("Page.printToPDF", Map.of("landscape", true));
        assertThat(focus.name()).isEqualTo("Help");
        focus.to("2 run", "Shift+Tab");
        focus.press("Enter");
        assertThat(Pages.bright(tab)).contains("eu.rate").doesNotContain("eu.clean");
        focus.press("Enter", "g", "?", "Escape");
    }
}
