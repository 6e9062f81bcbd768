package dev.freshet.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs side by side, and the lineage of datasets. */
@InChromium
final class HistoryTest {
    @TempDir
    Path directory;

    private Tab shop(Browser browser, String address) throws IOException {
        return Pages.open(browser, directory, Histories.with(Graphs.shop()), address);
    }

    private static List<String> each(Tab tab, String selector) {
        return Pages.texts(
                tab,
                "[...document.querySelectorAll(" + Tab.quoted(selector) + ")].map(element => element.textContent)");
    }

    @Test
    void runs_showWhatWasChanged_andWhatBecameOfIt(Browser browser) throws IOException {
        try (Tab tab = shop(browser, "")) {
            tab.click("#runs-button");
            assertThat(each(tab, ".causes li"))
                    .containsExactly(
                            "Code constant tell changed, Rates.java:7 for eu.clean, eu.rate, us.clean, us.rate, join, report"
                                    + " and 2 more",
                            "Parameter limit run2 -> run3 for tell");
            assertThat(each(tab, "#sheet h3"))
                    .containsExactly(
                            "What was changed", "Results with other content (7)", "Nodes (8)", "Surroundings (1)");
            assertThat(each(tab, "#sheet [aria-label^=Results] tbody tr:first-child > *"))
                    .containsExactly(
                            "eu.cleaned",
                            "eu.clean",
                            "xxh3:2123456789ab, 200 rows, 200 bytes",
                            "xxh3:3123456789ab, 300 rows, 300 bytes");
            assertThat(each(tab, "#sheet [aria-label=Nodes] tbody tr:first-child > *"))
                    .as("the largest difference first")
                    .containsExactly(
                            "tell",
                            "succeeded, 9 partitions of x made, 9 partitions of y made",
                            "succeeded, 1 partition made, 7 kept, 2 removed",
                            "1.4 s",
                            "2.1 s",
                            "+700 ms");
            tab.evaluate("const select = document.getElementById('runs-before'); select.value = '2';"
                    + "select.dispatchEvent(new Event('change'))");
            assertThat(each(tab, ".causes li").get(1)).startsWith("Parameter limit run1 -> run3");
            assertThat(tab.text("location.hash")).isEqualTo("#view=runs&runs=run1%2Crun3");
            tab.click("#sheet .causes .link");
            assertThat(tab.textOf("#detail h2")).isEqualTo("eu.clean");
            assertThat(tab.textOf("#sheet h2")).isEqualTo("Runs");
        }
    }

    /** A table is scrolled to the side, so that its rows are low. */
    @Test
    void names_inTables_haveOneLine(Browser browser) throws IOException {
        try (Tab tab = shop(browser, "#view=runs")) {
            tab.size(390, 780);
            tab.frame();
            assertThat(tab.evaluate("Math.max(...[...document.querySelectorAll('#sheet tbody .link bdi')]"
                                    + ".map(name => name.getBoundingClientRect().height))")
                            .asDouble())
                    .isBetween(10.0, 25.0);
        }
    }

    @Test
    void keys_openRunsAndLineage_andLeave(Browser browser) throws IOException {
        try (Tab tab = shop(browser, "")) {
            tab.press("r");
            assertThat(tab.text("document.activeElement.id")).isEqualTo("sheet");
            tab.press("Tab");
            assertThat(tab.text("document.activeElement.id")).isEqualTo("runs-before");
            tab.press("ArrowDown");
            assertThat(tab.text("document.activeElement.id"))
                    .as("the list is filled anew")
                    .isEqualTo("runs-before");
            assertThat(tab.text("location.hash")).isEqualTo("#view=runs&runs=run1%2Crun3");
            tab.press("Escape");
            assertThat(tab.text("String(document.getElementById('sheet').hidden)"))
                    .isEqualTo("true");
            assertThat(tab.evaluate("document.getElementById('canvas').getBoundingClientRect().width")
                            .asInt())
                    .isPositive();
            tab.evaluate("location.hash = '#select=d%3Asales'");
            tab.frame();
            tab.press("l");
            assertThat(tab.textOf("#sheet h2")).isEqualTo("Lineage of sales");
            tab.press("l");
            assertThat(tab.text("String(document.getElementById('sheet').hidden)"))
                    .isEqualTo("true");
        }
    }

    @Test
    void lineage_followsADatasetUpAndDown(Browser browser) throws IOException {
        try (Tab tab = shop(browser, "#select=d%3Asales")) {
            tab.evaluate("[...document.querySelectorAll('#detail button')]"
                    + ".find(button => button.textContent === 'Lineage').click()");
            assertThat(each(tab, "[aria-label='Made from'] .link"))
                    .containsExactly(
                            "join",
                            "eu.rated",
                            "eu.rate",
                            "eu.cleaned",
                            "eu.clean",
                            "eu.orders",
                            "params:limit",
                            "rates",
                            "us.rated",
                            "us.rate",
                            "us.cleaned",
                            "us.clean",
                            "us.orders",
                            "params:limit",
                            "rates");
            assertThat(each(tab, "[aria-label='What was made of it'] .link"))
                    .containsExactly("report", "report_html", "tell", "forecast", "forecast_csv");
            assertThat(each(tab, "[aria-label='Made from'] small").get(0))
                    .contains("took 1 min 3 s, ana on ci-7, run 01234567, code c0dec0dec0de");
            tab.click("[aria-label='Made from'] .folded .link");
            assertThat(tab.textOf("#detail h2")).isEqualTo("join");
            assertThat(tab.textOf("#sheet h2")).isEqualTo("Lineage of sales");
        }
    }

    @Test
    void lineage_withoutADataset_letsChoose(Browser browser) throws IOException {
        try (Tab tab = shop(browser, "#view=lineage")) {
            tab.click("#sheet .link");
            assertThat(tab.textOf("#sheet h2")).isEqualTo("Lineage of eu.orders");
            assertThat(tab.textOf("[aria-label='Made from']")).isEqualTo("read from eu.orders");
        }
    }

    @Test
    void pageWithoutHistory_saysSo(Browser browser) throws IOException {
        try (Tab tab = Pages.open(browser, directory, Graphs.shop(), "#view=runs")) {
            assertThat(tab.textOf("#sheet")).isEqualTo("There is no report of a run of this pipeline here.");
            tab.evaluate("location.hash = '#view=lineage'");
            tab.frame();
            assertThat(tab.textOf("#sheet")).isEqualTo("LineageNo result of this pipeline is recorded here.");
        }
    }
}
