package dev.freshet.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.live.LiveSource.Watched;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages that are served can be read and used by everybody, in both themes and by the keyboard alone. */
@InChromium
final class LiveAccessibilityTest {
    private static final int MOST_TABS = 60;

    /** Presses the key Tab until the focus is where a selector says. */
    private static void tabTo(Tab tab, String selector) {
        String isThere = "document.activeElement.matches(" + Tab.quoted(selector) + ")";
        for (int i = 0; i < MOST_TABS && !tab.evaluate(isThere).asBoolean(); i++) {
            tab.press("Tab");
        }
        assertThat(tab.evaluate(isThere).asBoolean()).as(selector).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void run_inEachView_hasContrastsNamesAndReferences(boolean isDark, Browser browser) throws IOException {
        GatedFlow shop = GatedFlow.shop()
                .node("clean", context -> {
                    context.progress(3, 10);
                    for (System.Logger.Level level :
                            List.of(System.Logger.Level.INFO, System.Logger.Level.WARNING, System.Logger.Level.ERROR)) {
                        context.logger().log(level, "of level " + level);
                    }
                })
                .node("rate", context -> {
                    throw new IllegalStateException("no rates");
                });
        try (GatedFlow.Watched watched = shop.start(Pace.USUAL);
                Tab tab = browser.tab(1280, 800)) {
            tab.dark(isDark);
            tab.open(watched.site().address());
            LivePageTest.until(tab, LivePageTest.stateIs("clean", "running"));
            Accessibility.check(tab, "a run that goes on");
            tab.press("/", "c", "l", "e", "a", "n", "Enter", "Enter");
            LivePageTest.until(tab, LivePageTest.has("#log", "of level ERROR"));
            Accessibility.check(tab, "a node that runs");
            tab.press("d");
            tabTo(tab, "#log");
            tab.press("Escape", "Escape", "t");
            LivePageTest.until(tab, "document.querySelector('.bar.call[data-node=clean]')");
            Accessibility.check(tab, "the timeline of a run that goes on");
            tab.press("t");
            watched.flow().openAll();
            LivePageTest.until(tab, LivePageTest.has("#run-line", "failed"));
            LivePageTest.until(tab, LivePageTest.has("#detail .due", "no rates"));
            Accessibility.check(tab, "a run that has failed");
            tab.press("d");
            tabTo(tab, "#detail .due .link");
            tab.press("Enter");
            LivePageTest.until(tab, LivePageTest.has("#live-node .badge", "failed"));
            Accessibility.check(tab, "a node that has failed");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void project_hasContrastsNamesAndReferences(boolean isDark, Browser browser) throws IOException {
        Map<String, ?> project = Map.of(
                "runs", List.of(ToldSource.run("succeeded"), ToldSource.run("failed")),
                "claims", List.of(ToldSource.claim("join", "ana", true), ToldSource.claim("other", "ben", false)),
                "problem", "the state cannot be read");
        Map<String, ?> update = Map.of("project", project, "nodes", List.of());
        Site site = Site.start(new ToldSource(Watched.PROJECT, Graphs.shop(), update), 0, Pace.USUAL);
        try (Tab tab = browser.tab(1280, 800)) {
            tab.dark(isDark);
            tab.open(site.address());
            LivePageTest.until(tab, LivePageTest.has("#detail", "Last runs"));
            Accessibility.check(tab, "a project");
            tab.press("d");
            tabTo(tab, "[aria-label='Nodes at work'] .link");
            tab.press("Enter");
            LivePageTest.until(tab, LivePageTest.has("#detail h2", "join"));
            Accessibility.check(tab, "a node of a project");
        } finally {
            site.close();
        }
    }
}
