package dev.freshet.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.docs.Project.Output;
import java.util.List;

/** The output of {@code verify} in {@code docs/running.md}: the same of a pipeline with these mistakes. */
final class VerifySample {
    private static final String AMOUNT = "freshet.sample.amount";
    private static final String SECOND = "freshet.sample.second";

    private VerifySample() {}

    static void givesTheVerdicts(Project project, List<String> texts) throws Exception {
        List<String> shown = texts.get(0).lines().toList();
        assertThat(shown.get(0)).isEqualTo("$ verify");
        project.file("conf/base/catalog.yml", """
                rated: {type: csv, path: data/rated.csv}
                report: {type: text, path: data/report.txt}
                "{name}": {type: json, path: "data/{name}.json"}
                """);
        project.java("demo.Flow", Sources.unit("""
                @Pipeline final class Flow {
                    record Row(String id, int amount) {}
                    @Node static int a() { return 1; }
                    @Node static int b(int a) { return a; }
                    @Node static int c(int b) { return b; }
                    @Node static int d(int c) { return c; }
                    @Node static int e(int d) { return d; }
                    @SuppressWarnings("freshet-impure")
                    @Node(outputs = "rated") static List<Row> rate() {
                        return List.of(new Row("a", 1), new Row("b", Integer.getInteger("AMOUNT")));
                    }
                    @SuppressWarnings("freshet-impure")
                    @Node(outputs = "report") static String stamp() {
                        int second = Integer.getInteger("SECOND");
                        System.setProperty("SECOND", "" + (second + 1));
                        return "at 12:00:0" + second;
                    }
                    @Node static void tell(int e) {}
                }
                """.replace("AMOUNT", AMOUNT).replace("SECOND", SECOND)));
        Sources.compile(project);
        try {
            System.setProperty(SECOND, "0");
            System.setProperty(AMOUNT, "8");
            Output run = project.freshet("demo.FlowPipeline", "run");
            run.succeeded();
            System.setProperty(AMOUNT, "9");
            Output verify = project.freshet("demo.FlowPipeline", "verify");
            assertThat(verify.out().lines()).containsExactlyElementsOf(shown.subList(1, shown.size()));
        } finally {
            System.clearProperty(SECOND);
            System.clearProperty(AMOUNT);
        }
    }
}
