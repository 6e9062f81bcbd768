package dev.freshet.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.NodeContext;
import dev.freshet.config.Configuration;
import dev.freshet.dataset.catalog.Catalog;
import dev.freshet.report.Chart;
import dev.freshet.report.Report;
import dev.freshet.report.Series;
import dev.freshet.runtime.cli.Freshet;
import dev.freshet.runtime.graph.Gallery;
import dev.freshet.runtime.graph.GalleryReader;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.plan.PipelineGraph;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page that shows reports side by side: what it reads, and what a browser does with it. */
@InChromium
final class ReportsPageTest {
    private static final PipelineGraph GRAPH =
            PipelineGraph.parse("a = P.a(params:x) -> sales, packed, parts\nb = P.b() -> never, text\n");

    @TempDir
    private Path project;

    private static final class Shop implements CompiledPipeline {
        @Override
        public String name() {
            return "Shop";
        }

        @Override
        public PipelineGraph graph() {
            return GRAPH;
        }

        @Override
        public Type type(int dataset) {
            return Report.class;
        }

        @Override
        public Object[] invoke(int node, Object[] inputs, NodeContext context) {
            throw new AssertionError("this command runs nothing");
        }
    }

    @BeforeEach
    void write() throws IOException {
        Path base = Files.createDirectories(project.resolve("conf/base"));
        Files.writeString(base.resolve("catalog.yml"), """
                sales: {type: report, path: data/sales.html, versioned: true}
                packed: {type: report, path: data/packed.html.gz}
                parts: {type: report, path: "data/parts/*.html"}
                never: {type: report, path: data/never.html}
                text: {type: text, path: data/text.txt}
                unused: {type: report, path: data/unused.html}
                """);
    }

    private Catalog catalog() {
        return Catalog.of(Configuration.load(project.resolve("conf"), "local", Map.of()));
    }

    private static Report report(int number) {
        Series series = Series.of("n", List.of(1, 2, 3), x -> "w" + x, x -> x * number);
        return Report.of("Sales " + number, Chart.bars("Sales", series));
    }

    /** Saves a version as a run does that is later than those before. */
    private void save(int number) {
        catalog().forRun(Map.of()).open("sales", Report.class).save(report(number));
    }

    private Gallery gallery() {
        return GalleryReader.read("Shop", "local", List.of("sales", "packed", "parts", "never", "text"), catalog());
    }

    private static Gallery.Reports named(Gallery gallery, String dataset) {
        return gallery.datasets().stream()
                .filter(reports -> reports.dataset().equals(dataset))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> htmls(Gallery.Reports reports) {
        return reports.versions().stream().map(Gallery.Version::html).toList();
    }

    @Test
    void gallery_hasTheReportsOfThePipelineWithTheirVersions() {
        IntStream.rangeClosed(1, 12).forEach(this::save);
        catalog().open("packed", Report.class).save(report(100));
        write("data/parts/oslo.html", "oslo");
        write("data/parts/rome.html", "rome");

        Gallery gallery = gallery();

        assertThat(gallery.datasets())
                .extracting(Gallery.Reports::dataset)
                .containsExactlyInAnyOrder("sales", "packed", "parts", "never");
        assertThat(htmls(named(gallery, "sales")))
                .isEqualTo(IntStream.iterate(12, i -> i > 2, i -> i - 1)
                        .mapToObj(i -> report(i).html())
                        .toList());
        assertThat(named(gallery, "sales").notes()).containsExactly("and 2 more");
        assertThat(htmls(named(gallery, "packed"))).containsExactly(report(100).html());
        assertThat(named(gallery, "parts").versions())
                .containsExactly(new Gallery.Version("oslo", "oslo"), new Gallery.Version("rome", "rome"));
        assertThat(named(gallery, "never").versions()).isEmpty();
    }

    @Test
    void report_thatIsTooLarge_isNotedInstead() {
        save(1);
        write("data/parts/large.html", "x".repeat(5_000_001));
        Gallery.Reports parts = named(gallery(), "parts");
        assertThat(parts.versions()).isEmpty();
        assertThat(parts.notes()).containsExactly("large is not shown: it has more than 5 MB");
    }

    private void write(String file, String text) {
        try {
            Path path = project.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path page() throws IOException {
        Path file = project.resolve("page.html");
        String conf = project.resolve("conf").toString();
        int exit = Freshet.main(new Shop(), "catalog", "reports", "--conf-source", conf, "--output", file.toString());
        assertThat(exit).isZero();
        return file;
    }

    private static List<String> shown(Tab tab) {
        return Pages.texts(tab, "[...document.querySelectorAll('iframe')].map(frame => frame.srcdoc)");
    }

    @Test
    void page_showsTheNewestVersionsSideBySide_andThoseThatAreChosen(Browser browser) throws IOException {
        IntStream.rangeClosed(1, 3).forEach(this::save);
        write("data/parts/oslo.html", "oslo");
        Path file = page();
        String first = Files.readString(file);
        assertThat(Files.readString(page())).isEqualTo(first);
        try (Tab tab = browser.tab(1280, 800)) {
            tab.open(file);
            assertThat(tab.textOf("h1")).isEqualTo("Reports of Shop");
            assertThat(shown(tab)).containsExactly(report(3).html(), report(2).html());
            assertThat(Pages.texts(
                            tab,
                            "[...document.querySelectorAll('iframe')].map(frame => frame.getAttribute('sandbox'))"))
                    .as("frames without any rights")
                    .containsExactly("", "");
            choose(tab, "second", "2");
            assertThat(shown(tab)).containsExactly(report(3).html(), report(1).html());
            choose(tab, "second", "");
            assertThat(shown(tab)).containsExactly(report(3).html());
            String address = tab.text("location.href");
            choose(tab, "report", "2");
            assertThat(tab.textOf("h2")).isEqualTo("oslo");
            tab.open(address);
            assertThat(shown(tab)).containsExactly(report(3).html());
            assertThat(tab.events("Log.entryAdded")).isEmpty();
            assertThat(tab.events("Runtime.exceptionThrown")).isEmpty();
        }
    }

    @Test
    void page_onEachScreen_canBeReadAndUsedByAll(Browser browser) throws IOException {
        IntStream.rangeClosed(1, 2).forEach(this::save);
        Path file = page();
        try (Tab tab = browser.tab(1280, 800)) {
            tab.open(file);
            for (int width : new int[] {1280, 390}) {
                tab.size(width, 844);
                tab.dark(false);
                Accessibility.check(tab, "width " + width);
                tab.dark(true);
                Accessibility.checkColours(tab, "dark, width " + width);
            }
            choose(tab, "report", "2");
            Accessibility.check(tab, "no version");
        }
    }

    private static void choose(Tab tab, String select, String value) {
        tab.evaluate("(() => { const select = document.getElementById('" + select + "'); select.value = '" + value
                + "'; select.dispatchEvent(new Event('change')); })()");
        tab.frame();
    }

    /** A file that somebody put in the place of a report. */
    private static final String HOSTILE = """
            <script>parent.postMessage('script', '*'); alert(1)</script>
            <img src=x onerror="parent.postMessage('image', '*')"><img src="http://planted.example/image">
            <meta http-equiv="refresh" content="0; url=http://planted.example/refresh">
            <form action="http://planted.example/form" method="get"><button>send</button></form>
            <iframe src="http://planted.example/frame"></iframe>
            <svg onload="parent.postMessage('svg', '*')"></svg>
            <input autofocus onfocus="parent.postMessage('focus', '*')">
            <link rel="stylesheet" href="http://planted.example/style"></script><!-- <script>""";

    @Test
    void file_thatIsHostile_doesNothing(Browser browser) throws IOException, InterruptedException {
        write("data/never.html", HOSTILE);
        write("data/parts/<b>__proto__.html", HOSTILE);
        Path file = page();
        try (Tab tab = browser.tab(1280, 800)) {
            tab.open(file);
            tab.evaluate("window.heard = 0; addEventListener('message', () => window.heard++)");
            for (String report : List.of("0", "1", "2", "3")) {
                choose(tab, "report", report);
                tab.call("Page.printToPDF", Map.of());
            }
            assertThat(tab.evaluate("window.heard").asInt()).isZero();
            assertThat(tab.events("Page.javascriptDialogOpening")).isEmpty();
            assertThat(tab.events("Runtime.exceptionThrown")).isEmpty();
            assertThat(tab.evaluate("document.querySelectorAll('script').length")
                            .asInt())
                    .isEqualTo(2);
        }
        assertThat(SilenceTest.asked(file.toUri() + "#report=never", tab -> tab.call("Page.printToPDF", Map.of())))
                .isEmpty();
    }

    /** The policy would stop most of it, too. */
    @Test
    void copyForPaper_hasNothingThatActs(Browser browser) throws IOException {
        write("data/never.html", "<body onload=\"parent.postMessage('body', '*')\"><p>kept</p>" + HOSTILE);
        try (Tab tab = browser.tab(1280, 800)) {
            tab.open(page().toUri() + "#report=never");
            tab.evaluate("dispatchEvent(new Event('beforeprint'))");
            List<String> copied = Pages.texts(
                    tab,
                    "[...document.querySelector('#paper div').shadowRoot.querySelectorAll('*')]"
                            + ".map(each => [each.localName, ...each.getAttributeNames()].join(' '))");
            assertThat(copied)
                    .contains("body", "p", "img src", "input")
                    .noneMatch(each -> each.matches("(script|meta|iframe|link)\\b.*|.* on.*|.*autofocus"));
        }
    }

    @Test
    void pipelineWithoutReports_isToldSo() throws IOException {
        Files.writeString(project.resolve("conf/base/catalog.yml"), "text: {type: text, path: data/text.txt}\n");
        assertThat(Freshet.main(
                        new Shop(),
                        "catalog",
                        "reports",
                        "--conf-source",
                        project.resolve("conf").toString()))
                .isEqualTo(2);
    }
}
