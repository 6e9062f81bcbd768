package dev.freshet.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.freshet.runtime.graph.GraphDocument;
import dev.freshet.runtime.graph.GraphDocument.LastTimes;
import dev.freshet.runtime.timing.CriticalPath.Segment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page shows of the last run. */
@InChromium
final class TimelineTest {
    @TempDir
    Path directory;

    private Tab shop(Browser browser, String address) throws IOException {
        return Pages.open(browser, directory, Graphs.shop(), address);
    }

    private static String focused(Tab tab) {
        return tab.text("document.activeElement.getAttribute('aria-label')");
    }

    @Test
    void bars_areAsLongAsTheirTimes(Browser browser) throws IOException {
        try (Tab tab = shop(browser, "#view=timeline")) {
            assertThat(tab.evaluate("document.querySelectorAll('.bar.call.critical').length")
                            .asInt())
                    .as("the calls of the path, and those of the lane")
                    .isEqualTo(16);
            assertThat(Pages.texts(tab, "[...document.querySelectorAll('.row-name')].map(name => name.textContent)"))
                    .isEqualTo(List.of("critical path", "nodes", "loads"));
            String widths = "[...document.querySelectorAll('.bar[data-node=join].KIND rect')]"
                    + ".map(rect => Number(rect.getAttribute('width')))";
            double call = tab.evaluate(widths.replace("KIND", "call")).get(0).asDouble();
            double load = tab.evaluate(widths.replace("KIND", "load")).get(0).asDouble();
            assertThat(call / load).isBetween(9.9, 10.1);
            assertThat(tab.evaluate("document.getElementById('canvas').getBoundingClientRect().width")
                            .asInt())
                    .as("the graph is away")
                    .isZero();
        }
    }

    @Test
    void labelsOfTheScale_areNotCut_inAnyWidth(Browser browser) throws IOException {
        try (Tab tab = shop(browser, "#view=timeline")) {
            for (int width = 700; width < 1_000; width += 20) {
                tab.size(width, 800);
                tab.frame();
                assertThat(tab.evaluate("[...document.querySelectorAll('.tick-label')].every(label => {"
                                        + " const box = label.getBBox();"
                                        + " return box.x + box.width <= label.ownerSVGElement.width.baseVal.value; })")
                                .asBoolean())
                        .as("%s pixels", width)
                        .isTrue();
            }
        }
    }

    @Test
    void path_isListed_withWhatItWaitedFor(Browser browser) throws IOException {
        try (Tab tab = shop(browser, "")) {
            tab.click("#timeline-button");
            assertThat(tab.textOf("#detail h2")).isEqualTo("Critical path");
            assertThat(tab.textOf("#detail .count")).isEqualTo("24 segments, 104 ms");
            assertThat(Pages.texts(
                            tab,
                            "[...document.querySelectorAll('.path li')].slice(0, 3).map(entry => entry.textContent)"))
                    .isEqualTo(List.of(
                            "eu.cleanload, eu.orders, 1 ms", "eu.cleanran, 10 ms", "eu.cleanwait, 2 ms, for its turn"));
            tab.click(".path .link");
            assertThat(tab.textOf("#detail h2")).isEqualTo("eu.clean");
        }
    }

    /** Each wait of 2 ms becomes one of 1.97 ms and one of 0.03 ms. */
    @Test
    void waitsThatTakeNoTime_areCounted_andInTheSum(Browser browser) throws IOException {
        GraphDocument shop = Graphs.shop();
        LastTimes times = shop.times().orElseThrow();
        List<Segment> path = new ArrayList<>();
        for (Segment each : times.path()) {
            long last = each.kind().isPresent() ? each.end() : each.end() - 30_000;
            path.add(new Segment(each.kind(), each.node(), each.dataset(), each.start(), last, each.why()));
            if (last < each.end()) {
                path.add(new Segment(each.kind(), each.node(), "", last, each.end(), "its start"));
            }
        }
        LastTimes split = new LastTimes(times.run(), times.start(), times.outcome(), times.times(), path);
        GraphDocument document = new GraphDocument(
                shop.pipeline(), shop.environment(), shop.nodes(), shop.datasets(), shop.code(), Optional.of(split));
        try (Tab tab = Pages.open(browser, directory, document, "#view=timeline")) {
            List<String> entries =
                    Pages.texts(tab, "[...document.querySelectorAll('.path li')].map(entry => entry.textContent)");
            assertThat(entries).hasSize(25).contains("eu.cleanwait, 2 ms, for its turn");
            assertThat(entries.get(24)).isEqualTo("8 waits under 1 ms, 0.24 ms together");
            assertThat(tab.textOf("#detail .count")).isEqualTo("32 segments, 104 ms");
            assertThat(tab.textOf("#detail dl")).isEqualTo("ran80 msload8 mswait16 ms");
        }
    }

    @Test
    void keys_leadFromBarToBar_andToTheNode(Browser browser) throws IOException {
        try (Tab tab = shop(browser, "")) {
            tab.press("t");
            assertThat(focused(tab)).isEqualTo("eu.orders, load, for eu.clean, 1 ms, from 0.00 ms");
            tab.press("ArrowRight", "ArrowRight");
            assertThat(focused(tab)).isEqualTo("eu.clean, wait, 2 ms, from 11 ms, for its turn");
            tab.press("ArrowDown");
            assertThat(focused(tab)).startsWith("eu.clean, ran, 11 ms, from 0.00 ms");
            tab.press("ArrowRight", "Enter");
            assertThat(tab.textOf("#detail h2")).isEqualTo("eu.rate");
            tab.press("Escape");
            assertThat(tab.textOf("#detail h2")).isEqualTo("Critical path");
            tab.press("Escape");
            assertThat(tab.textOf("#detail h2")).isEqualTo("Shop");
            assertThat(tab.text("String(document.getElementById('timeline').hidden)"))
                    .isEqualTo("true");
            assertThat(Pages.boxes(tab)).contains("eu.clean");
        }
    }

    private static double number(Tab tab, String expression) {
        return tab.evaluate(expression).asDouble();
    }

    @Test
    void zoom_widensTheBars_aroundTheOneWithTheFocus_andPaperHasAll(Browser browser) throws IOException {
        String left = "document.querySelector('.row-name').getBoundingClientRect().left";
        String middle = "(box => box.left + box.width / 2)(document.activeElement.getBoundingClientRect())";
        String width = "document.querySelector('#timeline svg').getBoundingClientRect().width";
        try (Tab tab = shop(browser, "")) {
            tab.press("t", "ArrowDown", "ArrowRight", "ArrowRight", "ArrowRight");
            double fitted = number(tab, width);
            double named = number(tab, left);
            double focused = number(tab, middle);
            String bar = focused(tab);
            tab.press("+");
            tab.click("#tools [data-does=zoomIn]");
            tab.frame();
            assertThat(number(tab, width)).isCloseTo(4 * fitted, within(1.0));
            assertThat(number(tab, left)).as("names stay").isCloseTo(named, within(1.0));
            tab.press("g");
            assertThat(focused(tab)).isEqualTo(bar);
            tab.press("+");
            tab.frame();
            assertThat(number(tab, "document.getElementById('timeline').scrollLeft"))
                    .isPositive();
            double zoomed = number(tab, middle);
            tab.press("+");
            tab.frame();
            assertThat(number(tab, middle)).isCloseTo(zoomed, within(2.0));
            assertThat(tab.textOf("#live")).isEqualTo("16 times as wide as the window");
            tab.evaluate("addEventListener('beforeprint', () => window.onPaper = " + width + ")");
            tab.call("Page.printToPDF", Map.of());
            assertThat(number(tab, "window.onPaper")).isEqualTo(fitted);
            assertThat(number(tab, width)).isCloseTo(16 * fitted, within(1.0));
            assertThat(number(tab, middle)).isCloseTo(zoomed, within(2.0));
            tab.press("+", "0");
            assertThat(number(tab, width)).isEqualTo(fitted);
            assertThat(number(tab, middle)).isCloseTo(focused, within(1.0));
            assertThat(tab.events("Runtime.exceptionThrown")).isEmpty();
        }
    }

    /** What is seen: how wide the drawing is, where it is scrolled to, and where a bar is. */
    private static String seen(Tab tab) {
        return tab.text("(area => [area.querySelector('svg').width.baseVal.value, area.scrollLeft, area.scrollTop,"
                + " area.querySelectorAll('.bar')[9].getBoundingClientRect().left].map(Math.round).join(' '))"
                + "(document.getElementById('timeline'))");
    }

    @Test
    void zoomAndPlace_areInTheAddress_ofLinksReloadsAndBack(Browser browser) throws IOException {
        try (Tab tab = shop(browser, "#view=timeline&zoom=wide&from=-1&row=NaN")) {
            tab.size(1280, 240);
            tab.frame();
            String fitted = seen(tab);
            tab.press("+", "+", "+");
            tab.evaluate("document.getElementById('timeline').scrollTo(1234, 28)");
            LivePageTest.until(tab, "location.hash.includes('row=1')");
            String zoomed = seen(tab);
            assertThat(zoomed).isNotEqualTo(fitted).contains(" 1234 28 ");
            assertThat(tab.text("location.hash")).startsWith("#view=timeline&zoom=8&from=0.");
            String address = tab.text("location.href");
            tab.open(address);
            assertThat(seen(tab)).isEqualTo(zoomed);
            tab.evaluate("document.querySelectorAll('.bar')[9].dispatchEvent(new Event('click', {bubbles: true}))");
            tab.press("+", "Escape", "t", "t");
            assertThat(tab.text("location.hash")).contains("zoom=16");
            back(tab);
            assertThat(tab.text("location.hash")).isEmpty();
            back(tab);
            back(tab);
            assertThat(tab.text("location.hash")).contains("select=", "zoom=16");
            back(tab);
            assertThat(tab.text("location.href")).isEqualTo(address);
            assertThat(seen(tab)).isEqualTo(zoomed);
            assertThat(tab.events("Runtime.exceptionThrown")).isEmpty();
        }
    }

    private static void back(Tab tab) {
        tab.evaluate("new Promise(done => { addEventListener('popstate', done, {once: true}); history.back(); })"
                + ".then(() => 1)");
    }

    @Test
    void wheelWithCtrl_zoomsAroundThePointer(Browser browser) throws IOException {
        String place = "document.querySelectorAll('.bar.call')[5].getBoundingClientRect().left";
        try (Tab tab = shop(browser, "#view=timeline")) {
            double before = number(tab, place);
            tab.evaluate("document.getElementById('timeline').dispatchEvent(new WheelEvent('wheel',"
                    + " {ctrlKey: true, deltaY: -400, clientX: " + before + ", cancelable: true}))");
            tab.frame();
            assertThat(tab.textOf("#live")).isEqualTo("3.32 times as wide as the window");
            assertThat(number(tab, place)).isCloseTo(before, within(1.0));
        }
    }

    @Test
    void name_ofABarThatIsLongerThanTheWindow_isWhereItIsSeen(Browser browser) throws IOException {
        String bar = "document.querySelectorAll('.bar.call')[5]";
        try (Tab tab = shop(browser, "#view=timeline&zoom=64")) {
            assertThat(number(tab, bar + ".getBoundingClientRect().width")).isGreaterThan(1280);
            for (int place : new int[] {0, 300, 1500, 3000}) {
                tab.evaluate("document.getElementById('timeline').scrollLeft = Number(" + bar
                        + ".querySelector('rect').getAttribute('x')) - 92 + " + place);
                tab.frame();
                String text = bar + ".querySelector('text')";
                assertThat(tab.text(text + ".textContent")).isEqualTo(tab.text(bar + ".dataset.node"));
                assertThat(number(
                                tab,
                                text + ".getBoundingClientRect().left"
                                        + " - document.querySelector('.row-names rect').getBoundingClientRect().right"))
                        .as("after %d pixels", place)
                        .isBetween(0.0, 20.0);
            }
            tab.evaluate("document.getElementById('timeline').scrollLeft += "
                    + bar + ".getBoundingClientRect().right"
                    + " - document.querySelector('.row-names rect').getBoundingClientRect().right - 30");
            tab.frame();
            assertThat(tab.text(bar + ".querySelector('text').textContent"))
                    .as("there is no room")
                    .isEmpty();
        }
    }

    @Test
    void pageWithoutTimes_saysSo(Browser browser) throws IOException {
        GraphDocument shop = Graphs.shop();
        GraphDocument without = new GraphDocument(
                shop.pipeline(), shop.environment(), shop.nodes(), shop.datasets(), shop.code(), Optional.empty());
        try (Tab tab = Pages.open(browser, directory, without, "#view=timeline")) {
            assertThat(tab.textOf("#timeline")).isEqualTo("There are no times of a run of this pipeline here.");
        }
    }
}
