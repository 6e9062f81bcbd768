package dev.freshet.page;

import dev.freshet.runtime.graph.GraphDocument;
import dev.freshet.runtime.graph.GraphViews;
import dev.freshet.runtime.graph.Preview;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All views can be read and used by everybody: contrasts in both themes, and names, roles and references. */
@InChromium
final class AccessibilityTest {
    private static final List<String> VIEWS = List.of(
            "#select=n%3Aeu.rate",
            "#select=d%3Asales",
            "#ask=",
            "#ask=d%3Arates",
            "#view=timeline",
            "#view=runs&select=n%3Ajoin",
            "#view=lineage&of=d%3Asales",
            "#view=lineage",
            "#view=preview&of=d%3Asales");

    private static GraphDocument document() {
        GraphDocument shop = Histories.with(Graphs.shop());
        GraphViews views = shop.views();
        List<Preview> previews = List.of(new Preview(
                "sales", new Preview.Table(List.of("id", "price"), List.of(List.of("1", "2"))), "only the first row"));
        return shop.with(new GraphViews(views.runs(), views.comparisons(), views.lineage(), previews));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void views_haveContrastsNamesAndReferences(boolean isDark, Browser browser, @TempDir Path directory)
            throws IOException {
        try (Tab tab = Pages.open(browser, directory, document())) {
            tab.dark(isDark);
            for (String address : VIEWS) {
                tab.evaluate("location.hash = " + Tab.quoted(address));
                tab.frame();
                Accessibility.check(tab, address);
            }
        }
    }
}
