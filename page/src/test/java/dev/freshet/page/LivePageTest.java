package dev.freshet.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page of a run while it goes on: what it shows changes, and what the reader looks at stays. */
@InChromium
final class LivePageTest {
    private static final Pace QUICK = new Pace(Duration.ofMillis(20), Duration.ofMillis(50), Duration.ofSeconds(10));
    private static final String SAID = """
            window.said = [];
            new MutationObserver(() => said.push(document.getElementById('live').textContent))
              .observe(document.getElementById('live'), {childList: true, characterData: true, subtree: true});
            """;

    private static Tab open(Browser browser, GatedFlow.Watched watched) {
        Tab tab = browser.tab(1280, 800);
        tab.open(watched.site().address());
        tab.evaluate(SAID);
        return tab;
    }

    /** Waits until an expression of JavaScript is true. */
    static void until(Tab tab, String expression) {
        tab.evaluate("new Promise(done => { const look = () => (" + expression
                + ") ? done(true) : setTimeout(look, 10); look(); })");
    }

    static String stateIs(String node, String state) {
        return "document.querySelector(" + Tab.quoted(Pages.box(node)) + ").classList.contains('state-"
                + state.replace(' ', '-') + "')";
    }

    static String has(String selector, String text) {
        return "document.querySelector(" + Tab.quoted(selector) + ")?.textContent.includes(" + Tab.quoted(text) + ")";
    }

    @Test
    void states_changeOnThePage_whileSelectionZoomAndFocusStay(Browser browser) throws IOException {
        try (GatedFlow.Watched watched = GatedFlow.shop().start(QUICK);
                Tab tab = open(browser, watched)) {
            until(tab, stateIs("clean", "running"));
            until(tab, stateIs("rate", "waiting"));
            tab.press("g", "ArrowDown");
            tab.click(Pages.box("rate"));
            tab.press("+", "+");
            tab.frame();
            until(tab, has("#live-node", "Waits forclean"));
            String scene = "document.getElementById('scene').getAttribute('transform')";
            String before = tab.text(scene);
            String focused = tab.text("document.activeElement.getAttribute('aria-label').split(',')[0]");
            watched.flow().open("clean");
            until(tab, stateIs("rate", "running"));
            until(tab, has("#live-node .badge", "running"));
            assertThat(tab.textOf("#detail h2")).isEqualTo("rate");
            assertThat(tab.text(scene)).isEqualTo(before);
            assertThat(tab.text("document.activeElement.getAttribute('aria-label').split(',')[0]"))
                    .isEqualTo(focused)
                    .isEqualTo("rate");
            assertThat(tab.textOf(Pages.entry("rate") + " small")).isEqualTo("running");
            watched.flow().openAll();
            until(tab, has("#run-line", "succeeded · 4 of 4 nodes"));
            until(tab, "said.includes('The run has ended: succeeded')");
            until(tab, "said.some(text => text.includes('report succeeded') || text.includes('4 nodes succeeded'))");
            assertThat(tab.text(scene)).isEqualTo(before);
            assertThat(tab.evaluate(
                                    "performance.getEntriesByType('resource').filter(each => each.name.includes('events')).length")
                            .asInt())
                    .as("the page does not connect again after the end")
                    .isEqualTo(1);
            assertThat(tab.events("Runtime.exceptionThrown")).isEmpty();
        }
    }

    @Test
    void failure_isShownWithItsCauseAndWhatItBlocks_andTold(Browser browser) throws IOException {
        GatedFlow shop = GatedFlow.shop().node("rate", context -> {
            throw new IllegalStateException("no <b>rates</b>");
        });
        try (GatedFlow.Watched watched = shop.start(QUICK);
                Tab tab = open(browser, watched)) {
            until(tab, stateIs("clean", "running"));
            watched.flow().openAll();
            until(tab, has("#run-line", "failed"));
            until(tab, stateIs("rate", "failed"));
            until(tab, stateIs("report", "blocked"));
            until(tab, stateIs("name", "succeeded"));
            until(tab, "said.some(text => text.includes('rate failed'))");
            assertThat(tab.textOf("#detail .due")).contains("rate", "no <b>rates</b>");
            tab.click(Pages.box("report"));
            until(tab, has("#live-node .reasons", "needs rate"));
            assertThat(Pages.texts(
                            tab, "[...document.querySelectorAll('#states .chip')].map(chip => chip.textContent)"))
                    .isEqualTo(List.of("1 failed", "1 blocked", "2 succeeded"));
        }
    }

    @Test
    void log_growsWhileItIsRead_literally(Browser browser) throws IOException {
        List<String> hostile = HostileNamesTest.NAMES;
        GatedFlow shop = GatedFlow.shop().node("clean", context -> {
            for (String line : hostile) {
                context.logger().log(System.Logger.Level.INFO, line);
            }
            context.logger().log(System.Logger.Level.WARNING, "the last\u0007 line");
            context.progress(40, 100);
        });
        try (GatedFlow.Watched watched = shop.start(QUICK);
                Tab tab = open(browser, watched)) {
            tab.click(Pages.box("clean"));
            until(tab, has("#log", "the last\u2407 line"));
            String lines = "[...document.querySelectorAll('#log li span')].map(line => line.textContent)";
            List<String> shown = Pages.texts(tab, lines);
            assertThat(shown).hasSize(hostile.size() + 1);
            for (int i = 0; i < hostile.size(); i++) {
                String expected =
                        String.join("\n", HostileNamesTest.shown(hostile.get(i)).split("\u240A"));
                assertThat(shown.get(i)).isEqualTo(expected);
            }
            until(tab, has("#live-node dl", "Progress40 of 100"));
            until(tab, has(Pages.box("clean"), "running · 40 of 100"));
            assertThat(tab.evaluate("document.querySelectorAll('script, img, iframe, object').length")
                            .asInt())
                    .isEqualTo(2);
            assertThat(tab.events("Runtime.exceptionThrown")).isEmpty();
            assertThat(tab.events("Log.entryAdded")).isEmpty();
        }
    }

    @Test
    void timeline_growsWithTheRun_andKeepsTheFocus(Browser browser) throws IOException {
        try (GatedFlow.Watched watched = GatedFlow.shop().start(QUICK);
                Tab tab = open(browser, watched)) {
            until(tab, stateIs("clean", "running"));
            tab.press("t");
            until(tab, "document.querySelector('.bar.call[data-node=clean]')");
            assertThat(tab.textOf("#timeline")).contains("running");
            watched.flow().open("clean");
            until(tab, "document.querySelector('.bar.call[data-node=rate]')");
            tab.evaluate("[...document.querySelectorAll('#timeline .bar.call[data-node=rate]')].at(-1).focus()");
            watched.flow().open("rate", "name");
            until(tab, "document.querySelector('.bar.call[data-node=report]')");
            assertThat(tab.text("document.activeElement.dataset.node")).isEqualTo("rate");
            assertThat(tab.text("document.activeElement.dataset.bar"))
                    .as("the bar in its lane, not that of the critical path")
                    .startsWith("nodes\n");
            watched.flow().openAll();
            until(tab, has("#timeline .run-name", "succeeded"));
            assertThat(tab.textOf("#detail h2")).isEqualTo("Critical path");
        }
    }

    @Test
    void pages_inTwoBrowsers_showTheSame_andAKilledBrowserLeavesNoThread(Browser browser) throws IOException {
        String states = "[...document.querySelectorAll('.box')].map(box => box.getAttribute('class'))";
        try (GatedFlow.Watched watched = GatedFlow.shop().start(QUICK);
                Tab tab = open(browser, watched)) {
            try (Browser other = new Browser()) {
                Tab second = open(other, watched);
                until(second, stateIs("clean", "running"));
                until(tab, stateIs("clean", "running"));
                watched.flow().open("clean", "rate");
                for (Tab each : List.of(tab, second)) {
                    until(each, stateIs("rate", "succeeded"));
                    until(each, stateIs("name", "running"));
                }
                assertThat(Pages.texts(second, states)).isEqualTo(Pages.texts(tab, states));
                assertThat(watched.site().watching()).isEqualTo(2);
            }
            Threads.until(() -> watched.site().watching() == 1);
            Threads.until(() -> Threads.named("freshet-serve") <= 3);
            watched.flow().openAll();
            until(tab, has("#run-line", "succeeded"));
        }
        Threads.until(() -> Threads.named("freshet-serve") == 0);
    }

    @Test
    void page_ofAServerThatEnds_saysSo(Browser browser) throws IOException {
        try (GatedFlow.Watched watched = GatedFlow.shop().start(QUICK);
                Tab tab = open(browser, watched)) {
            until(tab, stateIs("clean", "running"));
            watched.site().close();
            until(tab, has("#run-line", "not watched any more"));
            assertThat(Pages.boxes(tab)).contains("clean");
        }
    }

    @Test
    void everything_isReachedByKeyboard(Browser browser) throws IOException {
        GatedFlow shop =
                GatedFlow.shop().node("clean", context -> context.logger().log(System.Logger.Level.INFO, "cleaning"));
        try (GatedFlow.Watched watched = shop.start(QUICK);
                Tab tab = open(browser, watched)) {
            until(tab, stateIs("clean", "running"));
            tab.press("/", "c", "l", "e", "a", "n", "Enter", "Enter");
            until(tab, has("#log", "cleaning"));
            tab.press("d");
            for (int i = 0; i < 10 && !tab.text("document.activeElement.id").equals("log"); i++) {
                tab.press("Tab");
            }
            assertThat(tab.text("document.activeElement.id")).isEqualTo("log");
            assertThat(tab.evaluate("document.documentElement.dataset.live").asString())
                    .isEqualTo("run");
        }
    }

    @Test
    void equalNodes_inOneBox_areCounted(Browser browser) throws IOException {
        StringBuilder graph = new StringBuilder("start = P.start() -> s\n");
        for (int i = 0; i < 12; i++) {
            graph.append("part")
                    .append(i)
                    .append(" = P.part")
                    .append(i)
                    .append("(s) -> d")
                    .append(i)
                    .append('\n');
        }
        GatedFlow flow = new GatedFlow(graph.toString()).node("part3", context -> {
            throw new IllegalStateException("no");
        });
        try (GatedFlow.Watched watched = flow.start(QUICK);
                Tab tab = open(browser, watched)) {
            String fold = ".box.node[aria-label*='×12']";
            until(tab, has(fold, "12 nodes · 12 waiting"));
            watched.flow().openAll();
            until(tab, has("#run-line", "failed"));
            until(tab, has(fold, "12 nodes · 1 failed"));
            assertThat(tab.evaluate("document.querySelector(" + Tab.quoted(fold)
                                    + ").classList.contains('state-failed')")
                            .asBoolean())
                    .isTrue();
        }
    }
}
