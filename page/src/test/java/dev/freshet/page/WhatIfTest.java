package dev.freshet.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.fingerprint.CodePart;
import dev.freshet.fingerprint.ReachedPart;
import dev.freshet.runtime.graph.GraphDocument;
import dev.freshet.runtime.graph.GraphDocument.Dataset;
import dev.freshet.runtime.graph.GraphDocument.Storage;
import dev.freshet.runtime.impact.Impact;
import dev.freshet.runtime.impact.Impact.Affected;
import dev.freshet.runtime.impact.ImpactSearch;
import dev.freshet.runtime.impact.ReachedCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page says would run if something changed. */
@InChromium
final class WhatIfTest {
    private static final int GRAPHS = 2 * Integer.getInteger("freshet.thorough", 1);
    private static final long SEED = Long.getLong("freshet.seed", 1);

    @TempDir
    Path directory;

    private Tab shop(Browser browser) throws IOException {
        return Pages.open(browser, directory, Graphs.shop());
    }

    /** Returns the entries of a list of the panel: the names of nodes, and why they run. */
    private static List<String> entries(Tab tab, String list) {
        return Pages.texts(
                tab,
                "[...document.querySelectorAll('." + list + " li')].map(entry => entry.querySelector('bdi').textContent"
                        + " + ': ' + entry.querySelector('small').textContent.split(';')[0])");
    }

    /** Returns the second lines of boxes. */
    private static List<String> lines(Tab tab, String... boxes) {
        return Stream.of(boxes)
                .map(box -> tab.textOf(Pages.box(box) + " .line"))
                .toList();
    }

    private static List<String> texts(List<Affected> nodes) {
        return nodes.stream().map(node -> node.node() + ": " + node.why()).toList();
    }

    private static void ask(Tab tab, String subject) {
        tab.evaluate("location.hash = 'ask=' + encodeURIComponent(" + Tab.quoted(subject) + ")");
        tab.frame();
    }

    private static void agree(Tab tab, String subject, Impact impact) {
        ask(tab, subject);
        String what = subject + " with seed " + SEED;
        assertThat(entries(tab, "will")).as(what).isEqualTo(texts(impact.will()));
        assertThat(entries(tab, "may")).as(what).isEqualTo(texts(impact.may()));
    }

    /** The code of a document as the command sees it. */
    private static ReachedCode code(GraphDocument document) {
        return new ReachedCode(document.code().stream()
                .map(code -> {
                    BitSet nodes = new BitSet();
                    for (int node = 0; node < document.nodes().size(); node++) {
                        nodes.set(
                                node,
                                code.nodes().contains(document.nodes().get(node).name()));
                    }
                    String method = code.text().replaceAll(".*\\.|\\(.*", "");
                    String place = code.source();
                    return new ReachedPart(
                            "M:demo/" + (place.contains("Rates") ? "Rates" : "Sales") + "." + method + "()V",
                            new CodePart(
                                    "", place.replaceAll(":.*", ""), Integer.parseInt(place.replaceAll(".*:", ""))),
                            nodes);
                })
                .toList());
    }

    @Test
    void randomGraphs_runWhatTheCommandSays(Browser browser) throws IOException {
        System.out.println("seed " + SEED);
        for (int i = 0; i < GRAPHS; i++) {
            GraphDocument document = Graphs.varied(new Random(SEED * 1_000_003 + i), 25);
            ImpactSearch command = new ImpactSearch(document, code(document), List::of);
            try (Tab tab = Pages.open(browser, directory, document)) {
                for (Dataset dataset : document.datasets()) {
                    agree(tab, "d:" + dataset.name(), command.of(dataset.name()));
                }
                for (GraphDocument.Code code : document.code()) {
                    String method = code.text().replaceAll("^method |\\(.*", "");
                    agree(tab, "c:" + code.text() + ", " + code.source(), command.of(method));
                }
            }
            assertThat(document.datasets().stream().map(Dataset::storage)).contains(Storage.values());
        }
    }

    @Test
    void node_asked_marksWhatRuns(Browser browser) throws IOException {
        try (Tab tab = shop(browser)) {
            tab.click(Pages.box("eu.rate"));
            tab.evaluate("[...document.querySelectorAll('#detail button')]"
                    + ".find(button => button.textContent === 'What if it changes').click()");
            assertThat(tab.textOf("#detail h2")).isEqualTo("method Sales.eu.rate(List<Order>)");
            assertThat(entries(tab, "will"))
                    .containsExactly(
                            "eu.rate: join needs eu.rated", "us.rate: join needs us.rated", "join: reads eu.rated");
            assertThat(entries(tab, "may"))
                    .containsExactly(
                            "report: if sales changes", "forecast: if sales changes", "tell: if report_html changes");
            assertThat(Pages.bright(tab))
                    .as("what runs, and the datasets between, which show how the change spreads")
                    .containsExactlyInAnyOrder(
                            "eu.rate",
                            "eu.rated",
                            "us.rate",
                            "us.rated",
                            "join",
                            "sales",
                            "report",
                            "report_html",
                            "forecast",
                            "forecast_csv",
                            "tell");
            assertThat(lines(tab, "eu.clean", "eu.rate", "join", "forecast"))
                    .containsExactly("up to date · 100 ms", "will run", "will run", "may run");
            tab.press("Escape");
            assertThat(lines(tab, "eu.clean", "eu.rate", "join", "forecast"))
                    .containsExactly("up to date · 100 ms", "run", "in memory · 5.3 s", "maybe · 7.9 s");
        }
    }

    @Test
    void keys_chooseWhatChanges_andLeave(Browser browser) throws IOException {
        try (Tab tab = shop(browser)) {
            tab.press("w", "r", "a", "t", "e", "s", ".", "o");
            assertThat(tab.textOf("#detail .count")).isEqualTo("1 match");
            tab.press("Tab", "Enter");
            assertThat(tab.textOf("#detail h2")).isEqualTo("method Rates.of(String)");
            assertThat(tab.textOf("#live")).isEqualTo("6 nodes would run or may run");
            assertThat(tab.textOf("#detail .count")).isEqualTo("src/main/java/demo/Rates.java:9");
            assertThat(tab.text("document.activeElement.id")).isEqualTo("detail");
            tab.press("Escape");
            assertThat(tab.textOf("#detail h2")).isEqualTo("Shop");
            assertThat(Pages.bright(tab)).contains("eu.clean", "rates");
        }
    }

    @Test
    void address_namesWhatChanges(Browser browser) throws IOException {
        try (Tab tab = Pages.open(browser, directory, Graphs.shop(), "#ask=d%3Aparams%3Ahorizon")) {
            assertThat(tab.textOf("#detail h2")).isEqualTo("parameter params:horizon");
            assertThat(entries(tab, "will")).contains("forecast: reads params:horizon");
            ask(tab, "");
            assertThat(tab.textOf("#detail h2")).isEqualTo("Choose what changes");
        }
    }
}
