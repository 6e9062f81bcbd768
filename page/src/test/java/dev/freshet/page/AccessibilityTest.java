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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All views can be read and used by everybody: in both themes, and on large and small screens. */
@InChromium
final class AccessibilityTest {
    private static final List<String> VIEWS = List.of(
            "#",
            "#select=g%3Aeu",
            "#parameters=yes&closed=eu&select=d%3Aparams%3Alimit",
            "#slice=n%3Ajoin&way=up&state=run",
            "#select=n%3Aeu.rate",
            "#select=d%3Asales",
            "#ask=",
            "#ask=d%3Arates",
            "#view=timeline",
            "#view=runs&select=n%3Ajoin",
            "#view=lineage&of=d%3Asales",
            "#view=lineage",
            "#view=preview&of=d%3Asales",
            "#view=preview");
    private static final Map<Integer, Integer> SIZES = Map.of(1280, 800, 390, 844);

    private static GraphDocument document() {
        GraphDocument shop = Histories.with(Graphs.shop());
        GraphViews views = shop.views();
        List<Preview> previews = List.of(new Preview(
                "sales", new Preview.Table(List.of("id", "price"), List.of(List.of("1", "2"))), "only the first row"));
        return shop.with(new GraphViews(views.runs(), views.comparisons(), views.lineage(), previews));
    }

    private static void check(Tab tab, boolean isDark, String view) {
        if (isDark) {
            Accessibility.checkColours(tab, view);
        } else {
            Accessibility.check(tab, view);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void views_onEachScreen_canBeReadAndUsedByAll(boolean isDark, Browser browser, @TempDir Path directory)
            throws IOException {
        try (Tab tab = Pages.open(browser, directory, document())) {
            tab.dark(isDark);
            SIZES.forEach((width, height) -> {
                tab.size(width, height);
                for (String address : VIEWS) {
                    tab.evaluate("location.hash = " + Tab.quoted(address));
                    tab.frame();
                    check(tab, isDark, address + " of width " + width);
                }
                tab.press("?");
                check(tab, isDark, "the help of width " + width);
                tab.press("Escape");
            });
        }
    }

    @Test
    void names_thatAreCut_areWholeForScreenReaders(Browser browser, @TempDir Path directory) throws IOException {
        String name = "aNameOfANodeThatIsMuchWiderThanAnyBoxOrBar";
        try (Tab tab = Pages.open(browser, directory, Graphs.chain(List.of(name, "b")))) {
            assertThat(tab.textOf(Pages.box(name) + " .name")).endsWith("…");
            Accessibility.check(tab, "the graph");
            tab.press("t");
            tab.size(390, 844);
            Accessibility.check(tab, "the timeline");
            assertThat(tab.textOf(".bar.call[data-node=" + name + "] text")).endsWith("…");
        }
    }

    @Test
    void pageOfNothing_canBeReadByAll(Browser browser, @TempDir Path directory) throws IOException {
        try (Tab tab = Pages.open(browser, directory, new Graphs().build("Nothing"))) {
            assertThat(tab.textOf("#detail")).contains("There are no nodes to show.");
            Accessibility.check(tab, "the graph");
            tab.press("t");
            Accessibility.check(tab, "the timeline");
        }
    }
}
