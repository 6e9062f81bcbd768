package dev.freshet.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Makes the pictures of {@code docs/graph.md} and {@code docs/reports.md} of pages of the example, and others to look
 * at. Only {@code -Dtest=Screenshots -Dfreshet.page=graph.html -Dfreshet.report=report.html
 * -Dfreshet.reports=reports.html -Dfreshet.pictures=directory} runs it.
 */
@InChromium
final class Screenshots {
    private static final int WIDE = 1280;
    private static final int PHONE = 390;
    private static final String NODE = "#select=n%3AfitModels";

    private final Path page =
            Path.of(System.getProperty("freshet.page", "graph.html")).toAbsolutePath();
    private final Path pictures = Path.of(System.getProperty("freshet.pictures", "pictures"));

    @Test
    void page_inBothThemesAndSizes(Browser browser) throws IOException {
        Files.createDirectories(pictures);
        for (boolean isDark : new boolean[] {false, true}) {
            for (int width : new int[] {WIDE, PHONE}) {
                try (Tab tab = browser.tab(width, width == PHONE ? 780 : 800)) {
                    tab.dark(isDark);
                    String name = (width == PHONE ? "phone" : "graph") + (isDark ? "-dark" : "-light");
                    tab.open(page.toUri().toString());
                    tab.screenshot(pictures.resolve(name + "-all.webp"));
                    tab.open(page.toUri() + NODE);
                    tab.screenshot(pictures.resolve(name + ".webp"));
                    tab.press("s");
                    tab.screenshot(pictures.resolve(name + "-slice.webp"));
                }
            }
        }
    }

    /** Of a page with previews, whose project had two runs. */
    @Test
    void views_inBothThemesAndSizes(Browser browser) throws IOException {
        Files.createDirectories(pictures);
        Map<String, String> views = Map.of(
                "runs", "#view=runs&select=n%3AfitModels",
                "lineage", "#view=lineage&of=d%3Ametrics",
                "timeline", "#view=timeline",
                "what-if", "#ask=d%3Aflights_raw",
                "preview", "#select=d%3Aworst_routes");
        for (boolean isDark : new boolean[] {false, true}) {
            for (int width : new int[] {WIDE, PHONE}) {
                for (Map.Entry<String, String> view : views.entrySet()) {
                    try (Tab tab = browser.tab(width, width == PHONE ? 780 : 800)) {
                        tab.dark(isDark);
                        tab.open(page.toUri() + view.getValue());
                        String size = width == PHONE ? "phone-" : "";
                        tab.screenshot(
                                pictures.resolve(size + view.getKey() + (isDark ? "-dark" : "-light") + ".webp"));
                    }
                }
            }
        }
    }

    @Test
    void report_inBothThemesAndSizes(Browser browser) throws IOException {
        Path report =
                Path.of(System.getProperty("freshet.report", "report.html")).toAbsolutePath();
        Files.createDirectories(pictures);
        for (boolean isDark : new boolean[] {false, true}) {
            String theme = isDark ? "-dark.webp" : "-light.webp";
            for (int width : new int[] {WIDE, PHONE}) {
                try (Tab tab = browser.tab(width, width == PHONE ? 1280 : 1080)) {
                    tab.dark(isDark);
                    tab.call("Emulation.setScrollbarsHidden", Map.of("hidden", true));
                    tab.open(report);
                    tab.screenshot(pictures.resolve((width == PHONE ? "report-phone" : "report") + theme));
                }
            }
        }
    }

    @Test
    void reports_sideBySide(Browser browser) throws IOException {
        Path reports =
                Path.of(System.getProperty("freshet.reports", "reports.html")).toAbsolutePath();
        Files.createDirectories(pictures);
        try (Tab tab = browser.tab(WIDE, 900)) {
            tab.call("Emulation.setScrollbarsHidden", Map.of("hidden", true));
            tab.open(reports);
            tab.screenshot(pictures.resolve("reports-side-by-side.webp"));
        }
    }

    /** A run that goes on, of a pipeline like that of the example. */
    private static GatedFlow flights() {
        return new GatedFlow("""
                cleanFlights = FlightDelays.cleanFlights() -> flights
                cleanAirports = FlightDelays.cleanAirports() -> airports
                legs = FlightDelays.legs(flights, airports) -> legs
                split = FlightDelays.split(legs) -> train, test
                countHours = FlightDelays.countHours(legs) -> hours
                fitModels = FlightDelays.fitModels(train) -> models
                rankRoutes = FlightDelays.rankRoutes(legs) -> routes
                score = FlightDelays.score(models, test) -> metrics
                report = FlightDelays.report(metrics, hours, routes) -> delays
                """)
                .node(
                        "cleanFlights",
                        context -> context.logger()
                                .log(
                                        System.Logger.Level.WARNING,
                                        "1,204 of 98,812 rows have no arrival time and are left out"))
                .node("fitModels", context -> {
                    for (int i = 1; i <= 12; i++) {
                        context.logger()
                                .log(System.Logger.Level.INFO, "carrier {0} of 16: {1} rows", i, 4100 - 211 * i);
                    }
                    context.logger().log(System.Logger.Level.WARNING, "carrier 13 of 16: only 88 rows, no model");
                    context.progress(13, 16);
                });
    }

    @Test
    void run_thatGoesOn_inBothThemes(Browser browser) throws IOException {
        Files.createDirectories(pictures);
        try (GatedFlow.Watched watched = flights().start(Pace.USUAL)) {
            watched.flow().open("cleanFlights", "cleanAirports", "legs", "split", "countHours");
            for (boolean isDark : new boolean[] {false, true}) {
                for (int width : new int[] {WIDE, PHONE}) {
                    try (Tab tab = browser.tab(width, width == PHONE ? 780 : 800)) {
                        tab.dark(isDark);
                        String name = (width == PHONE ? "serve-phone" : "serve") + (isDark ? "-dark" : "-light");
                        tab.open(watched.site().address());
                        LivePageTest.until(tab, LivePageTest.stateIs("fitModels", "running"));
                        LivePageTest.until(tab, LivePageTest.stateIs("rankRoutes", "running"));
                        tab.screenshot(pictures.resolve(name + "-all.webp"));
                        tab.open(watched.site().address() + NODE);
                        LivePageTest.until(tab, LivePageTest.has("#log", "no model"));
                        tab.screenshot(pictures.resolve(name + ".webp"));
                        tab.press("Escape", "t");
                        LivePageTest.until(tab, "document.querySelector('.bar.call[data-node=fitModels]')");
                        tab.screenshot(pictures.resolve(name + "-timeline.webp"));
                    }
                }
            }
        }
    }
}
