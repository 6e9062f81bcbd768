package dev.freshet.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Views on paper that is narrower than the window. */
@InChromium
final class PrintTest {
    private static final int PAPER = 700;

    /** Returns how far the content of an area reaches beyond what is printed of it, in pixels. */
    private static int cut(Tab tab, String area) {
        return tab.evaluate("(({scrollHeight, clientHeight, scrollWidth, clientWidth, parentElement}) =>"
                        + " Math.max(scrollHeight - clientHeight, scrollWidth - clientWidth,"
                        + " clientHeight - parentElement.clientHeight))(document.querySelector('" + area + "'))")
                .asInt();
    }

    @Test
    void views_arePrintedWholly_withoutButtons(Browser browser, @TempDir Path directory) throws IOException {
        try (Tab tab = Pages.open(browser, directory, Histories.with(Graphs.random(new Random(6), 40)))) {
            tab.press("t");
            tab.call("Emulation.setEmulatedMedia", Map.of("media", "print"));
            tab.call(
                    "Emulation.setDeviceMetricsOverride",
                    Map.of("width", PAPER, "height", 900, "deviceScaleFactor", 1, "mobile", false));
            assertThat(cut(tab, "#timeline")).isLessThanOrEqualTo(0);
            assertThat(tab.text("String(document.querySelector('.told').offsetParent)"))
                    .as("paper has no pointer and no keys")
                    .isEqualTo("null");
            tab.press("r");
            assertThat(cut(tab, "#sheet")).isLessThanOrEqualTo(0);
            assertThat(Pages.texts(
                            tab,
                            "[...document.querySelectorAll('header button')]"
                                    + ".filter(button => button.offsetParent).map(button => button.textContent)"))
                    .isEmpty();
        }
    }
}
