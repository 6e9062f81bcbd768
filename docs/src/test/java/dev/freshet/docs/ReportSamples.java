package dev.freshet.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** The samples of {@code docs/reports.md}, all in one pipeline. */
final class ReportSamples {
    private static final String PAGE = "docs/reports.md#";

    private ReportSamples() {}

    static List<Sample> all() {
        return List.of(new Sample(
                "a pipeline saves the report and reads its HTML",
                List.of(
                        PAGE + "making-a-report",
                        PAGE + "making-a-report (2)",
                        PAGE + "tables",
                        PAGE + "reading-a-report"),
                ReportSamples::run));
    }

    private static void run(Project project, List<String> texts) throws Exception {
        project.java(
                "demo.Flow",
                Sources.unit("import dev.freshet.report.*;\n" + """
                record Route(String name, int flights, double delay, double share) {}
                record Day(LocalDate date, double delay) {}
                @Pipeline(catalog = "conf/base/catalog.yml")
                final class Flow {
                    @Node static List<Route> routes() {
                        return List.of(new Route("Oslo <-> Rome", 1200, 7.25, 0.25));
                    }
                    @Node static List<Day> days() {
                        return List.of(new Day(LocalDate.of(2001, 1, 8), 3), new Day(LocalDate.of(2001, 1, 9), 4.5));
                    }
                    @Node(outputs = "summary@report") static Report summary(List<Route> routes) {
                        return Report.of("Summary", table(routes));
                    }
                    @Node(inputs = "summary@html") static int letters(String html) {
                        return html.length();
                    }
                    static Table table(List<Route> routes) {
                        return
                """ + texts.get(2) + ";\n}\n" + texts.get(0) + "}\n"));
        project.file(
                "conf/base/catalog.yml",
                texts.get(1) + texts.get(3) + "letters: {type: json, path: data/letters.json}\n");
        Sources.compile(project);

        project.freshet("demo.FlowPipeline", "run").succeeded();

        String summary = project.read("data/summary.html");
        assertThat(summary).contains("The worst routes", "Oslo &lt;-&gt; Rome", ">1,200<", ">25.0<");
        assertThat(project.read("data/letters.json")).isEqualToIgnoringNewLines(String.valueOf(summary.length()));
        assertThat(project.files("data/report.html"))
                .singleElement()
                .asString()
                .matches("data/report\\.html/[^/]+Z/report\\.html");
    }
}
