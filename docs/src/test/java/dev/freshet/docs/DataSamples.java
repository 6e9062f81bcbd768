package dev.freshet.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.docs.Project.Output;
import java.util.List;
import java.util.regex.Pattern;

/** The samples of {@code docs/data.md}, all in one pipeline, whose catalog is that of the page and some entries more. */
final class DataSamples {
    private static final String PAGE = "docs/data.md#";

    private DataSamples() {}

    static List<Sample> all() {
        return List.of(new Sample(
                "one pipeline with all of them runs",
                List.of(
                        PAGE + "streams",
                        PAGE + "producing-partitions-one-by-one",
                        PAGE + "running-a-node-for-each-partition",
                        PAGE + "partitions",
                        PAGE + "incremental-inputs",
                        PAGE + "versions",
                        PAGE + "streams-of-partitions"),
                DataSamples::run));
    }

    private static void run(Project project, List<String> texts) throws Exception {
        project.java(
                "demo.Flow",
                Sources.unit("""
                record Flight(String code, int delay) {}
                record Day(LocalDate date, double degrees) {}
                record Rules(int least) {}
                record Model(int arrivals) {}
                @Pipeline(catalog = "conf/base/catalog.yml")
                final class Flow {
                    private static List<Day> download(String city, int year) {
                        return List.of(new Day(LocalDate.of(year, 1, city.length()), 4.5));
                    }
                    @Node static Model model(Partitions<List<Flight>> arrivals) {
                        return new Model(arrivals.keys().size());
                    }
                """
                        + texts.get(0)
                        + texts.get(1)
                        + texts.get(2)
                                .replace("...", "return day.stream().filter(f -> f.delay() >= rules.least()).toList();")
                        + texts.get(6)
                        + "}\n"));
        project.file("conf/base/catalog.yml", texts.get(3) + texts.get(4) + texts.get(5) + """
                flights: {type: csv, path: data/flights.csv}
                late: {type: csv, path: data/late.csv}
                early: {type: csv, path: data/early.csv}
                cities: {type: text, path: data/cities.txt}
                rules: {type: json, path: data/rules.json}
                cleaned: {type: csv, path: "data/cleaned/*.csv"}
                delayed: {type: csv, path: "data/delayed/*.csv"}
                """);
        project.file("conf/base/parameters.yml", "year: 2024\n");
        project.file("data/flights.csv", "code,delay\nA1,5\nA2,-5\n");
        project.file("data/cities.txt", "europe/berlin\nasia/osaka\n");
        project.file("data/rules.json", "{\"least\": 0}");
        project.file("data/days/2024-01-31.csv", "code,delay\nB1,5\nB2,-5\n");
        project.file("in/monday.csv", "code,delay\nC1,0\n");
        Sources.compile(project);

        Output run = project.freshet("demo.FlowPipeline", "run");

        run.succeeded();
        assertThat(project.read("data/late.csv")).contains("A1").doesNotContain("A2");
        assertThat(project.read("data/early.csv")).contains("A2").doesNotContain("A1");
        assertThat(project.files("data/weather"))
                .containsExactly("data/weather/asia/osaka.jsonl", "data/weather/europe/berlin.jsonl");
        assertThat(project.read("data/cleaned/2024-01-31.csv")).contains("B1").doesNotContain("B2");
        assertThat(project.read("data/delayed/2024-01-31.csv")).contains("B1").doesNotContain("B2");
        assertThat(project.files("data/model.json"))
                .singleElement()
                .asString()
                .matches(Pattern.compile("data/model\\.json/[^/]+Z/model\\.json"));
        project.freshet("demo.FlowPipeline", "catalog", "versions", "model").succeeded();
    }
}
