package dev.freshet.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.graph.GraphDocument;
import dev.freshet.runtime.graph.GraphDocument.State;
import dev.freshet.runtime.graph.GraphJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a reader does by mouse. */
@InChromium
final class PageTest {
    private static final List<String> NODES =
            List.of("eu.clean", "eu.rate", "us.clean", "us.rate", "join", "report", "forecast", "tell");
    private static final List<String> DATASETS = List.of(
            "eu.orders",
            "eu.cleaned",
            "rates",
            "eu.rated",
            "us.orders",
            "us.cleaned",
            "us.rated",
            "sales",
            "report_html",
            "forecast_csv");

    @TempDir
    Path directory;

    private Tab shop(Browser browser) throws IOException {
        return Pages.open(browser, directory, Graphs.shop());
    }

    private static List<String> with(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    private static String scene(Tab tab) {
        return tab.text("document.getElementById('scene').getAttribute('transform')");
    }

    @Test
    void page_ofAPipeline_drawsNodesAndDatasets(Browser browser) throws IOException {
        try (Tab tab = shop(browser)) {
            assertThat(Pages.boxes(tab)).containsExactlyInAnyOrderElementsOf(with(NODES, DATASETS));
            assertThat(tab.evaluate("document.querySelectorAll('.edge').length").asInt())
                    .isEqualTo(18);
            assertThat(tab.textOf(Pages.box("us.rate") + " .line")).isEqualTo("maybe \u00B7 4.0 s");
            assertThat(tab.textOf("#states")).isEqualTo("3 run2 maybe1 in memory2 up to date");
            assertThat(tab.textOf(".due")).startsWith("eu.raterun: the code of eu.rate changed: Sales.java:7");
        }
    }

    @Test
    void nodeThatIsKeptBack_hasAStateOfItsOwn_andSaysWhatHasChanged(Browser browser) throws IOException {
        GraphDocument document = new Graphs()
                .node("load", State.UP_TO_DATE, List.of("orders"), List.of("loaded"))
                .node("buy", State.KEPT_BACK, List.of("loaded"), List.of("bought"))
                .build("Shop");
        try (Tab tab = Pages.open(browser, directory, document)) {
            assertThat(tab.textOf("#states")).isEqualTo("1 kept back1 up to date");
            assertThat(tab.textOf("#detail")).contains("Nothing: all nodes are up to date or kept back.");
            assertThat(tab.textOf(Pages.box("buy") + " .line")).startsWith("kept back");
            assertThat(tab.evaluate("document.querySelectorAll('.state-kept-back .icon').length")
                            .asInt())
                    .isEqualTo(1);
            tab.click(Pages.box("buy"));
            assertThat(tab.textOf("#detail")).contains("kept back", "the code of buy changed: Sales.java:7");
        }
    }

    @Test
    void page_ofManyNodes_hasTheWholeDocument(Browser browser) throws IOException {
        GraphDocument document = Graphs.varied(new Random(2), 80);
        try (Tab tab = Pages.open(browser, directory, document)) {
            String read = "$unpack.unpacked(JSON.parse(document.getElementById('data').textContent))";
            assertThat(tab.text("JSON.stringify(" + read + ")"))
                    .isEqualTo(tab.text("JSON.stringify(" + GraphJson.text(document) + ")"));
        }
    }

    @Test
    void page_ofManyNestedNodes_opensOnTheInnermostNamespacesThatAreFew(Browser browser) throws IOException {
        Graphs graph = new Graphs();
        List<String> namespaces = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            namespaces.add("country" + i % 3 + ".step" + i);
            for (int j = 0; j < 15; j++) {
                // Fifteen in a row, which no fold takes together.
                String node = namespaces.get(i) + ".node" + j;
                List<String> inputs = j == 0 ? List.of() : List.of(namespaces.get(i) + ".node" + (j - 1) + "_out");
                graph.node(node, State.RUN, inputs, List.of(node + "_out"));
            }
        }
        try (Tab tab = Pages.open(browser, directory, graph.build("Nested"))) {
            assertThat(Pages.boxes(tab)).containsExactlyInAnyOrderElementsOf(namespaces);
            tab.press("{");
            assertThat(Pages.boxes(tab)).containsExactlyInAnyOrder("country0", "country1", "country2");
        }
    }

    @Test
    void node_clicked_showsItsDetail(Browser browser) throws IOException {
        try (Tab tab = shop(browser)) {
            tab.click(Pages.box("us.rate"));
            assertThat(tab.textOf("#detail h2")).isEqualTo("us.rate");
            assertThat(tab.textOf("#detail .badge")).isEqualTo("maybe");
            assertThat(tab.textOf("#detail .copyable code")).isEqualTo("src/main/java/demo/Sales.java:42");
            assertThat(tab.textOf(".commands"))
                    .contains("why us.rate", "run --to-nodes us.rate", "run --from-nodes us.rate");
            assertThat(tab.textOf("#tree [aria-selected=true] bdi")).isEqualTo("rate");
            assertThat(tab.evaluate("document.querySelectorAll('.edge.near').length")
                            .asInt())
                    .isEqualTo(3);
        }
    }

    @Test
    void dataset_ofANode_isReachedByItsLink(Browser browser) throws IOException {
        try (Tab tab = shop(browser)) {
            tab.click(Pages.box("join"));
            tab.click("#detail .links .link");
            assertThat(tab.textOf("#detail h2")).isEqualTo("eu.rated");
            assertThat(tab.textOf("#detail")).contains("in memory, for one run", "Produced byeu.rate", "Read byjoin");
            tab.click(Pages.entry("sales"));
            assertThat(tab.textOf("#detail .copyable code")).isEqualTo("data/sales.csv");
        }
    }

    @Test
    void slices_ofANode_areWhatItNeedsAndWhatNeedsIt(Browser browser) throws IOException {
        GraphDocument document = Graphs.random(new Random(5), 60);
        Map<String, List<String>> needed = Slices.upstream(document);
        Map<String, List<String>> needing = Slices.downstream(document);
        String node = document.nodes().get(30).name();
        try (Tab tab = Pages.open(browser, directory, document)) {
            tab.click(Pages.box(node));
            tab.click(".slices button:nth-child(1)");
            assertThat(Pages.boxes(tab)).containsExactlyInAnyOrderElementsOf(needed.get(node));
            assertThat(tab.textOf("#slice code")).isEqualTo("run --to-nodes " + node);
            tab.click(".slices button:nth-child(2)");
            assertThat(Pages.boxes(tab)).containsExactlyInAnyOrderElementsOf(needing.get(node));
            assertThat(tab.textOf("#slice code")).isEqualTo("run --from-nodes " + node);
            tab.click("#slice > button");
            assertThat(Pages.boxes(tab)).hasSize(120);
        }
    }

    @Test
    void sliceOfADataset_hasTheCommandOfDatasets(Browser browser) throws IOException {
        try (Tab tab = shop(browser)) {
            tab.click(Pages.box("sales"));
            tab.click(".slices button:nth-child(2)");
            assertThat(Pages.boxes(tab))
                    .containsExactlyInAnyOrder("sales", "report", "report_html", "tell", "forecast", "forecast_csv");
            assertThat(tab.textOf("#slice code")).isEqualTo("run --from-inputs sales");
        }
    }

    @Test
    void namespace_collapsed_isOneBox(Browser browser) throws IOException {
        try (Tab tab = shop(browser)) {
            tab.click(Pages.entry("eu") + " .twist");
            assertThat(Pages.boxes(tab))
                    .contains("eu", "eu.rated", "rates", "us.clean")
                    .doesNotContain("eu.clean", "eu.rate", "eu.cleaned", "eu.orders");
            assertThat(tab.textOf(Pages.box("eu") + " .line")).isEqualTo("2 nodes \u00B7 1 run");
            assertThat(Pages.entries(tab)).contains("eu", "us").doesNotHaveDuplicates();
            tab.click("[data-does=closeAll]");
            assertThat(Pages.boxes(tab)).contains("eu", "us").hasSize(12);
            tab.click("[data-does=openAll]");
            assertThat(Pages.boxes(tab)).hasSize(18);
        }
    }

    @Test
    void node_withinACollapsedNamespace_isOpenedByItsLink(Browser browser) throws IOException {
        try (Tab tab = Pages.open(browser, directory, Graphs.shop(), "#closed=eu&closed=us")) {
            assertThat(Pages.boxes(tab)).doesNotContain("eu.rate");
            tab.click("#detail .due .link");
            assertThat(tab.textOf("#detail h2")).isEqualTo("eu.rate");
            assertThat(Pages.boxes(tab)).contains("eu.rate", "us").doesNotContain("us.rate");
        }
    }

    @Test
    void filters_dimTheOthers(Browser browser) throws IOException {
        try (Tab tab = shop(browser)) {
            tab.click("[data-state=maybe]");
            assertThat(Pages.bright(tab)).containsExactlyInAnyOrder("us.rate", "forecast");
            tab.click("[data-state=maybe]");
            assertThat(Pages.bright(tab)).hasSize(18);
            tab.click("#search");
            tab.press("r", "a", "t", "e", "s");
            assertThat(Pages.bright(tab)).containsExactly("rates");
            assertThat(Pages.entries(tab)).containsExactly("Datasets", "rates");
            assertThat(tab.textOf("#found")).isEqualTo("1 match");
        }
    }

    @Test
    void datasets_switchedOff_leaveEdgesBetweenNodes(Browser browser) throws IOException {
        try (Tab tab = shop(browser)) {
            tab.click("#datasets-button");
            assertThat(Pages.boxes(tab)).containsExactlyInAnyOrderElementsOf(NODES);
            assertThat(tab.evaluate("document.querySelectorAll('.edge').length").asInt())
                    .isEqualTo(7);
            tab.click("#parameters-button");
            assertThat(Pages.boxes(tab)).hasSize(10).contains("params:limit", "params:horizon");
        }
    }

    @Test
    void graph_draggedAndZoomed_moves(Browser browser) throws IOException {
        try (Tab tab = shop(browser)) {
            String start = scene(tab);
            tab.drag(300, 200, 360, 250);
            String dragged = scene(tab);
            assertThat(dragged).isNotEqualTo(start);
            assertThat(tab.textOf("#detail h2")).isEqualTo("Shop");
            tab.wheel(600, 400, -200);
            assertThat(scene(tab)).isNotEqualTo(dragged);
            tab.click("[data-does=fit]");
            assertThat(scene(tab)).isEqualTo(start);
        }
    }

    @Test
    void address_ofAView_leadsToIt(Browser browser) throws IOException {
        try (Tab tab = shop(browser)) {
            tab.click(Pages.box("us.rate"));
            tab.click(".slices button:nth-child(2)");
            tab.click("#datasets-button");
            tab.click(Pages.entry("us") + " .twist");
            tab.click("[data-state=run]");
            String address = tab.text("location.href");
            List<String> shown = Pages.boxes(tab);
            List<String> bright = Pages.bright(tab);
            assertThat(shown).containsExactlyInAnyOrder("us", "join", "report", "tell", "forecast");
            tab.open(address);
            assertThat(Pages.boxes(tab)).containsExactlyElementsOf(shown);
            assertThat(Pages.bright(tab)).containsExactlyElementsOf(bright);
            assertThat(tab.textOf("#detail h2")).isEqualTo("us.rate");
        }
    }

    @Test
    void back_afterTwoSelections_showsTheFirst(Browser browser) throws IOException {
        try (Tab tab = shop(browser)) {
            tab.click(Pages.box("join"));
            tab.click(Pages.box("tell"));
            tab.evaluate("new Promise(done => { addEventListener('popstate', done, {once: true}); history.back(); })"
                    + ".then(() => 1)");
            assertThat(tab.textOf("#detail h2")).isEqualTo("join");
        }
    }

    @Test
    void theme_isThatOfTheSystemUntilOneIsChosen(Browser browser) throws IOException {
        try (Tab tab = shop(browser)) {
            String ground = "getComputedStyle(document.body).backgroundColor";
            tab.dark(false);
            String light = tab.text(ground);
            tab.dark(true);
            String dark = tab.text(ground);
            assertThat(dark).isNotEqualTo(light);
            tab.click("#theme-button");
            assertThat(tab.text(ground)).isEqualTo(light);
            tab.open(tab.text("location.href"));
            assertThat(tab.text(ground)).isEqualTo(light);
            tab.click("#theme-button");
            assertThat(tab.text(ground)).isEqualTo(dark);
        }
    }

    /** How many boxes a box stands for, whose name ends with the number if it is a fold. */
    private static int boxesIn(String name) {
        int times = name.indexOf('\u00D7');
        return times < 0 ? 1 : Integer.parseInt(name.substring(times + 1));
    }

    @Test
    void graph_ofAThousandNodes_opensCollapsed(Browser browser) throws IOException {
        try (Tab tab = Pages.open(browser, directory, Graphs.random(new Random(3), 1000))) {
            assertThat(Pages.boxes(tab)).hasSize(10);
            tab.click("[data-does=openAll]");
            assertThat(Pages.boxes(tab).stream().mapToInt(PageTest::boxesIn).sum())
                    .isEqualTo(2000);
            assertThat(tab.events("Runtime.exceptionThrown")).isEmpty();
        }
    }

    @Test
    void box_tooSmallToBeRead_isSelectedByAClickAndStays(Browser browser) throws IOException {
        GraphDocument document = Graphs.random(new Random(4), 300);
        try (Tab tab = Pages.open(browser, directory, document, "#closed=")) {
            String name = document.nodes().get(150).name();
            String start = scene(tab);
            tab.click(Pages.box(name));
            assertThat(tab.textOf("#detail h2")).isEqualTo(name);
            tab.frame();
            assertThat(scene(tab)).isEqualTo(start);
            tab.click(Pages.entry(name.substring(name.indexOf('.') + 1)));
            tab.click("#detail .links .link");
            tab.frame();
            assertThat(scene(tab)).isNotEqualTo(start);
        }
    }

    @Test
    void box_partlyOutOfSight_isSelectedByAClick(Browser browser) throws IOException {
        try (Tab tab = shop(browser)) {
            double above = tab.evaluate("(() => { const box = document.querySelector("
                            + Tab.quoted(Pages.box("eu.orders")) + ").getBoundingClientRect(); return box.y"
                            + " + box.height / 2 - document.getElementById('canvas').getBoundingClientRect().y; })()")
                    .asDouble();
            tab.drag(320, 500, 320, 500 - above + 4);
            tab.click(Pages.box("eu.orders"));
            assertThat(tab.textOf("#detail h2")).isEqualTo("eu.orders");
        }
    }

    @Test
    void print_ofALargeGraph_showsAllOfIt_andThenTheViewIsAsBefore(Browser browser) throws IOException {
        try (Tab tab = Pages.open(browser, directory, Graphs.random(new Random(4), 100), "#closed=")) {
            String start = scene(tab);
            tab.evaluate(
                    "addEventListener('beforeprint', () => { const all = document.querySelector('.boxes').getBBox();"
                            + " const view = document.getElementById('canvas').viewBox.baseVal;"
                            + " window.printed = view.width >= all.width && view.height >= all.height"
                            + " && document.querySelectorAll('.far').length === 0; })");
            String pdf = tab.call("Page.printToPDF", Map.of("landscape", true))
                    .get("data")
                    .asString();
            assertThat(pdf).isNotEmpty();
            assertThat(tab.evaluate("window.printed").asBoolean()).isTrue();
            assertThat(scene(tab)).isEqualTo(start);
        }
    }

    @Test
    void graph_withoutNodes_isEmpty(Browser browser) throws IOException {
        try (Tab tab = Pages.open(browser, directory, new Graphs().build("Empty"))) {
            assertThat(Pages.boxes(tab)).isEmpty();
            tab.press("g", "s", "c", "[", "o", "ArrowDown", "Enter", "Escape");
            assertThat(tab.events("Runtime.exceptionThrown")).isEmpty();
        }
    }

    @Test
    void phone_hasTheOutlineInADrawerAndTheDetailInASheet(Browser browser) throws IOException {
        try (Tab tab = shop(browser)) {
            tab.size(390, 780);
            tab.frame();
            assertThat(tab.evaluate("document.documentElement.scrollWidth").asInt())
                    .isEqualTo(390);
            assertThat(Pages.entries(tab)).isEmpty();
            tab.click("#outline-button");
            tab.click(Pages.entry("tell"));
            assertThat(Pages.entries(tab)).isEmpty();
            assertThat(tab.textOf("#detail h2")).isEqualTo("tell");
            assertThat(tab.evaluate("document.getElementById('detail').offsetHeight")
                            .asInt())
                    .isPositive();
            tab.click("#detail .close");
            assertThat(tab.evaluate("document.getElementById('detail').offsetHeight")
                            .asInt())
                    .isZero();
        }
    }

    @Test
    void graph_withoutStatus_hasNoFilters(Browser browser) throws IOException {
        try (Tab tab = Pages.open(browser, directory, Graphs.withoutStatus(Graphs.shop()))) {
            assertThat(tab.textOf("#states")).isEmpty();
            assertThat(tab.textOf(Pages.box("join") + " .line")).isEqualTo("Sales.join");
            assertThat(Graphs.shop().nodes().get(4).status().orElseThrow().state())
                    .isEqualTo(State.IN_MEMORY);
        }
    }
}
