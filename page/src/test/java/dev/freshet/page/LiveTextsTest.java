package dev.freshet.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.graph.GraphDocument;
import dev.freshet.runtime.live.LiveSource.Watched;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What others told of a run or a project is shown as it is, in the page that is served. */
@InChromium
final class LiveTextsTest {
    private static final List<String> NAMES = HostileNamesTest.NAMES;

    private static String shown(String text) {
        return HostileNamesTest.shown(text);
    }

    private static List<String> entries(Tab tab, String list) {
        return Pages.texts(
                tab,
                "[...document.querySelectorAll('[aria-label=\"" + list + "\"] li')].map(each => each.textContent)");
    }

    /** Its requests are those to its own server, and nothing of the texts was read as markup or executed. */
    private static void assertHarmless(Tab tab, Site site) {
        String origin = site.address().substring(0, site.address().indexOf("/?") + 1);
        assertThat(tab.events("Runtime.exceptionThrown")).isEmpty();
        assertThat(tab.events("Page.javascriptDialogOpening")).isEmpty();
        assertThat(tab.events("Log.entryAdded")).isEmpty();
        assertThat(tab.events("Network.requestWillBeSent"))
                .extracting(request -> request.at("/request/url").asString())
                .allMatch(url -> url.startsWith(origin) || url.startsWith("data:image/svg"));
        assertThat(tab.evaluate("document.querySelectorAll('script, img, iframe, object').length")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void project_withHostileTexts_isShownLiterally(Browser browser) throws IOException {
        Map<String, Object> project = Map.of(
                "runs", NAMES.stream().map(ToldSource::run).toList(),
                "claims",
                        NAMES.stream()
                                .map(name -> ToldSource.claim(name, name, NAMES.indexOf(name) % 2 == 0))
                                .toList(),
                "holder", NAMES.get(3),
                "problem", NAMES.get(4));
        GraphDocument document = Graphs.chain(NAMES);
        Map<String, ?> update = Map.of("project", project, "nodes", List.of());
        Site site = Site.start(new ToldSource(Watched.PROJECT, document, update), 0, Pace.USUAL);
        try (Tab tab = browser.tab(1280, 800)) {
            tab.open(site.address());
            LivePageTest.until(tab, LivePageTest.has("#detail", "Last runs"));
            List<String> runs = entries(tab, "Last runs");
            List<String> claims = entries(tab, "Nodes at work");
            assertThat(runs).hasSameSizeAs(NAMES);
            for (int i = 0; i < NAMES.size(); i++) {
                String name = shown(NAMES.get(i));
                assertThat(runs.get(i))
                        .startsWith(name + " ")
                        .endsWith(name + " (" + name + "), by " + name + ", 7 nodes, 1 min 5 s, run " + name + ", "
                                + name);
                assertThat(claims.get(i)).startsWith(name).contains(name + ", since ", "no heartbeat");
            }
            assertThat(tab.textOf("#detail")).contains("This checkout: " + shown(NAMES.get(3)));
            assertThat(tab.textOf("#detail .problem")).isEqualTo(shown(NAMES.get(4)));
            assertHarmless(tab, site);
        } finally {
            site.close();
        }
    }

    @Test
    void run_withHostileTexts_isShownLiterally(Browser browser) throws IOException {
        Map<String, ?> run = Map.of("id", NAMES.get(3), "start", "2026-03-01T12:00:00Z", "outcome", "running");
        List<Map<String, Object>> nodes = NAMES.stream()
                .map(name ->
                        Map.<String, Object>of("name", name, "state", "failed", "since", 5, "why", name, "lines", 1))
                .toList();
        Map<String, ?> update = Map.of("now", 1000, "run", run, "nodes", nodes);
        Site site = Site.start(new ToldSource(Watched.RUN, Graphs.chain(NAMES), update), 0, Pace.USUAL);
        try (Tab tab = browser.tab(1280, 800)) {
            tab.open(site.address());
            LivePageTest.until(tab, LivePageTest.has("#detail .due", "failed"));
            assertThat(Pages.texts(
                            tab, "[...document.querySelectorAll('#detail .due .link')].map(each => each.textContent)"))
                    .containsExactlyElementsOf(
                            NAMES.stream().map(LiveTextsTest::shown).toList());
            for (String name : NAMES) {
                String hash = "#select=" + HostileNamesTest.encoded("n:" + name);
                tab.evaluate("location.hash = " + Tab.quoted(hash));
                // Lines of a text stay lines, in the log and as reasons.
                LivePageTest.until(tab, LivePageTest.has("#log", shown(name).replace('\u240A', '\n')));
                assertThat(tab.textOf("#detail h2")).isEqualTo(shown(name));
                assertThat(tab.textOf("#live-node .reasons"))
                        .isEqualTo(shown(name).replace("\u240A", ""));
            }
            assertHarmless(tab, site);
        } finally {
            site.close();
        }
    }

    @Test
    void nodes_haveTheirStatesFromTheStart(Browser browser) throws IOException {
        Map<String, ?> run = Map.of(
                "id", "1",
                "start", "2026-03-01T12:00:00Z",
                "outcome", "running",
                "expected", List.of("b"),
                "keptBack", List.of("c"));
        Map<String, ?> update = Map.of("now", 1000, "run", run, "nodes", List.of());
        GraphDocument document = Graphs.chain(List.of("a", "b", "c"));
        Site site = Site.start(new ToldSource(Watched.RUN, document, update), 0, Pace.USUAL);
        try (Tab tab = browser.tab(1280, 800)) {
            tab.open(site.address());
            LivePageTest.until(tab, LivePageTest.stateIs("b", "waiting"));
            assertThat(Pages.texts(
                            tab, "[...document.querySelectorAll('.box.node .line')].map(line => line.textContent)"))
                    .isEqualTo(List.of("up to date", "waiting", "kept back"));
            assertThat(tab.textOf("#run-line")).startsWith("running \u00B7 2 of 3 nodes");
        } finally {
            site.close();
        }
    }
}
