package dev.freshet.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a reader does by keyboard alone, and what a screen reader is told. */
@InChromium
final class KeyboardTest {
    @TempDir
    Path directory;

    private Tab shop(Browser browser) throws IOException {
        return Pages.open(browser, directory, Graphs.shop());
    }

    private static String focused(Tab tab) {
        return tab.text("(document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent)"
                + ".split(',')[0]");
    }

    private static String told(Tab tab) {
        return tab.textOf("#live");
    }

    @Test
    void arrows_inTheGraph_followEdgesAndLayers(Browser browser) throws IOException {
        try (Tab tab = shop(browser)) {
            tab.press("g");
            assertThat(focused(tab)).isEqualTo("eu.clean");
            tab.press("ArrowDown", "ArrowDown");
            assertThat(focused(tab)).isEqualTo("eu.rate");
            tab.press("ArrowRight");
            assertThat(focused(tab)).isEqualTo("us.rate");
            tab.press("ArrowUp", "ArrowUp", "ArrowUp");
            assertThat(focused(tab)).isEqualTo("us.orders");
            tab.press("ArrowUp");
            assertThat(focused(tab)).isEqualTo("us.orders");
            tab.press("Enter");
            assertThat(tab.textOf("#detail h2")).isEqualTo("us.orders");
            assertThat(told(tab)).isEqualTo("Details of us.orders");
        }
    }

    @Test
    void outline_movesSelectsAndCollapses(Browser browser) throws IOException {
        try (Tab tab = shop(browser)) {
            tab.press("o");
            assertThat(focused(tab)).isEqualTo("eu");
            tab.press("ArrowRight", "ArrowDown", "Enter");
            assertThat(tab.textOf("#detail h2")).isEqualTo("eu.rate");
            tab.press("ArrowLeft", "ArrowLeft");
            assertThat(focused(tab)).isEqualTo("eu");
            assertThat(Pages.boxes(tab)).contains("eu").doesNotContain("eu.rate");
            tab.press("ArrowDown");
            assertThat(focused(tab)).isEqualTo("us");
            tab.press("End");
            assertThat(focused(tab)).isEqualTo("params:horizon");
            tab.press("Home", "ArrowRight");
            assertThat(Pages.boxes(tab)).contains("eu.rate");
        }
    }

    @Test
    void search_leadsToTheFirstMatch(Browser browser) throws IOException {
        try (Tab tab = shop(browser)) {
            tab.press("/", "f", "o", "r", "e");
            assertThat(Pages.bright(tab)).containsExactlyInAnyOrder("forecast", "forecast_csv");
            tab.press("Enter");
            assertThat(focused(tab)).isEqualTo("forecast");
            tab.press("Enter");
            assertThat(tab.textOf("#detail h2")).isEqualTo("forecast");
            tab.press("/", "Escape");
            assertThat(Pages.bright(tab)).hasSize(18);
        }
    }

    @Test
    void letters_sliceCopyAndCollapse(Browser browser) throws IOException {
        try (Tab tab = shop(browser)) {
            tab.press("g", "ArrowDown", "ArrowDown", "Enter", "s");
            assertThat(tab.textOf("#slice")).startsWith("Only eu.rate and what it needs");
            assertThat(focused(tab)).isEqualTo("eu.rate");
            tab.press("c");
            LivePageTest.until(tab, LivePageTest.has("#live", "Copied run --to-nodes eu.rate"));
            assertThat(told(tab)).isEqualTo("Copied run --to-nodes eu.rate");
            tab.press("s");
            assertThat(tab.textOf("#slice")).startsWith("Only eu.rate and what needs it");
            tab.press("s");
            assertThat(Pages.boxes(tab)).hasSize(18);
            tab.press("c");
            LivePageTest.until(tab, LivePageTest.has("#live", "Copied why eu.rate"));
            assertThat(told(tab)).isEqualTo("Copied why eu.rate");
            tab.press("[");
            assertThat(Pages.boxes(tab)).contains("eu").doesNotContain("eu.rate");
            tab.press("]");
            assertThat(Pages.boxes(tab)).contains("eu.rate");
            tab.press("{");
            assertThat(Pages.boxes(tab)).contains("eu", "us");
            tab.press("}");
            assertThat(Pages.boxes(tab)).hasSize(18);
        }
    }

    /** Whoever presses a button that is drawn again is not thrown to the top of the page. */
    @Test
    void focus_onAButtonThatIsDrawnAgain_remains(Browser browser) throws IOException {
        try (Tab tab = shop(browser)) {
            tab.click(Pages.box("eu.rate"));
            tab.evaluate("document.querySelector('.slices button').focus()");
            tab.press("Enter");
            assertThat(Pages.boxes(tab)).hasSizeLessThan(18);
            assertThat(focused(tab)).isEqualTo("what it needs");
            tab.evaluate("document.querySelector('[data-state=run]').focus()");
            tab.press("Enter");
            assertThat(focused(tab)).isEqualTo("3 run");
            tab.evaluate("document.querySelector('#slice > button').focus()");
            tab.press("Enter");
            assertThat(focused(tab)).isEqualTo("eu.rate");
            tab.evaluate("document.querySelector('#detail .links .link').focus()");
            tab.press("Enter");
            assertThat(tab.textOf("#detail h2")).isEqualTo("eu.cleaned");
            assertThat(tab.text("document.activeElement.id")).isEqualTo("detail");
        }
    }

    @Test
    void help_opensAndCloses(Browser browser) throws IOException {
        try (Tab tab = shop(browser)) {
            tab.press("?");
            assertThat(tab.evaluate("document.getElementById('help').open").asBoolean())
                    .isTrue();
            tab.press("s", "Escape");
            assertThat(tab.evaluate("document.getElementById('help').open").asBoolean())
                    .isFalse();
        }
    }

    @Test
    void escape_closesDetailsAndThenTheSlice(Browser browser) throws IOException {
        try (Tab tab = shop(browser)) {
            tab.press("g", "Enter", "s", "Escape");
            assertThat(tab.textOf("#detail h2")).isEqualTo("Shop");
            assertThat(focused(tab)).isEqualTo("eu.clean");
            assertThat(Pages.boxes(tab)).hasSizeLessThan(18);
            tab.press("Escape");
            assertThat(Pages.boxes(tab)).hasSize(18);
        }
    }

    @Test
    void zoomKeys_changeTheScale(Browser browser) throws IOException {
        try (Tab tab = shop(browser)) {
            String scene = "document.getElementById('scene').getAttribute('transform')";
            String start = tab.text(scene);
            tab.press("+");
            tab.frame();
            assertThat(tab.text(scene)).isNotEqualTo(start);
            tab.press("0");
            tab.frame();
            assertThat(tab.text(scene)).isEqualTo(start);
        }
    }

    /** From the top of the page to its end, so that nobody is caught. */
    @Test
    void tab_reachesEveryPartOfThePage(Browser browser) throws IOException {
        try (Tab tab = shop(browser)) {
            Set<String> parts = new TreeSet<>();
            List<String> names = new ArrayList<>();
            for (int i = 0; i < 60 && !(i > 3 && names.indexOf(focused(tab)) == 0 && parts.size() > 4); i++) {
                tab.press("Tab");
                names.add(focused(tab));
                parts.add(tab.text("document.activeElement.closest('header, nav, main, aside, body').tagName"));
            }
            assertThat(parts).contains("HEADER", "NAV", "MAIN", "ASIDE");
            assertThat(names).contains("Datasets", "Theme", "Help", "Search nodes and datasets", "Zoom in", "Fit");
        }
    }

    @Test
    void screenReader_isToldRoleAndNameOfEachElement(Browser browser) throws IOException {
        try (Tab tab = shop(browser)) {
            tab.click(Pages.box("us.rate"));
            List<String> said = new ArrayList<>();
            List<String> nameless = new ArrayList<>();
            tab.call("Accessibility.enable", Map.of());
            for (JsonNode node :
                    tab.call("Accessibility.getFullAXTree", Map.of()).get("nodes")) {
                String role = node.at("/role/value").asString("");
                String name = node.at("/name/value").asString("");
                if (Set.of("button", "treeitem", "searchbox", "tree", "navigation", "complementary", "main", "toolbar")
                        .contains(role)) {
                    said.add(role + ": " + name);
                    if (name.isEmpty()) {
                        nameless.add(node.toString());
                    }
                }
            }
            assertThat(nameless).isEmpty();
            assertThat(said)
                    .contains(
                            "navigation: Outline",
                            "main: Graph",
                            "complementary: Details",
                            "searchbox: Search nodes and datasets",
                            "button: us.rate, maybe \u00B7 4.0 s, node",
                            "button: sales, csv, dataset",
                            "button: eu.rated, in memory, dataset",
                            "treeitem: rate, maybe, node",
                            "treeitem: eu, 2 nodes",
                            "button: Copy src/main/java/demo/Sales.java:42");
        }
    }
}
