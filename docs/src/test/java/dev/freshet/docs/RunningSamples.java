package dev.freshet.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.docs.Project.Output;
import java.nio.file.Path;
import java.util.List;

/** The samples of {@code docs/running.md}, each in a pipeline that runs. */
final class RunningSamples {
    private static final String PAGE = "docs/running.md#";

    private RunningSamples() {}

    static List<Sample> all() {
        return List.of(
                Sample.of(PAGE + "worker-processes", "a run accepts the entry", RunningSamples::spills),
                new Sample(
                        "nodes have what the run has",
                        List.of(PAGE + "order-and-resources", PAGE + "order-and-resources (2)"),
                        RunningSamples::haveResources),
                Sample.of(PAGE + "failures", "the annotation compiles", RunningSamples::retries),
                Sample.of(PAGE + "failures (2)", "the node runs after the failure", RunningSamples::takesTheFailure),
                Sample.of(PAGE + "verify", "the pipeline gives these verdicts", VerifySample::givesTheVerdicts),
                Sample.of(PAGE + "listeners", "the listener skips and reports", RunningSamples::listens));
    }

    private static Output runs(Project project, String members) throws Exception {
        project.java("demo.Flow", Sources.unit("@Pipeline final class Flow {\n" + members + "}\n"));
        Sources.compile(project);
        return project.freshet("demo.FlowPipeline", "run");
    }

    private static void spills(Project project, List<String> texts) throws Exception {
        project.file("conf/base/catalog.yml", texts.get(0));
        runs(project, """
                record Leg(int delay) {}
                @Node static Map<String, List<Leg>> legs_by_route() { return Map.of("AB", List.of(new Leg(3))); }
                @Node(inputs = "legs_by_route", outputs = "n")
                static int count(Map<String, List<Leg>> legs) { return legs.size(); }
                """).succeeded();
        project.freshet("demo.FlowPipeline", "catalog", "check").succeeded();
    }

    /** Each annotation of the block stands at a node; without the page's capacities the run does not start. */
    private static void haveResources(Project project, List<String> texts) throws Exception {
        StringBuilder nodes = new StringBuilder("@Node static int exportTables() { return 1; }\n");
        List<String> annotations = texts.get(0).lines().toList();
        for (int i = 0; i < annotations.size(); i++) {
            nodes.append(annotations.get(i)).append("\nstatic int node" + i + "() { return 1; }\n");
        }
        project.file("conf/base/parameters.yml", "{}\n");
        Output without = runs(project, nodes.toString());
        assertThat(without.exitCode()).isEqualTo(2);
        assertThat(without.err()).contains("gpu");
        Sources.configuration(project, texts.get(1));
        project.freshet("demo.FlowPipeline", "run").succeeded();
    }

    private static void retries(Project project, List<String> texts) throws Exception {
        project.file("conf/base/parameters.yml", "{}\n");
        runs(project, texts.get(0) + "static int count() { return 1; }\n").succeeded();
    }

    private static void takesTheFailure(Project project, List<String> texts) throws Exception {
        project.file("conf/base/catalog.yml", "report: {type: json, path: data/report.json}\n");
        Output run = runs(project, """
                record Baseline(double mean) {}
                record Model(double slope) {}
                record Report(String text) {
                    static Report without(String node, Throwable cause) {
                        return new Report(node + " failed: " + cause.getMessage());
                    }
                    static Report of(Model model, Baseline baseline) { return new Report("all is well"); }
                }
                @Node static Baseline baseline() { return new Baseline(1.5); }
                @Node static Model model() { throw new IllegalStateException("singular matrix"); }
                """ + texts.get(0));
        assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(1);
        assertThat(project.read("data/report.json")).contains("model failed: singular matrix");
    }

    private static void listens(Project project, List<String> texts) throws Exception {
        String service = Page.of("docs/running.md").service("RunListener");
        String hook = service.substring(0, service.lastIndexOf('.'));
        project.java("demo.SlowNodes", Sources.unit("import " + hook + ".*;\n" + texts.get(0)));
        project.java("demo.Main", Sources.unit("""
                import dev.freshet.runtime.run.Run;
                import java.nio.file.Path;
                public final class Main {
                    public static String run(Path conf) {
                        var report = Run.of(FlowPipeline.create()).conf(conf).listener(new SlowNodes()).start();
                        return report.toString();
                    }
                }
                """));
        project.file("conf/base/catalog.yml", "total: {type: json, path: data/total.json}\n");
        project.java("demo.Flow", Sources.unit("""
                @Pipeline final class Flow {
                    @Node static int total() { return 3; }
                    @Node(tags = "weekly") static int sum(int total) { return total; }
                }
                """));
        Sources.compile(project);
        project.inProject(
                () -> Class.forName("demo.Main", true, Thread.currentThread().getContextClassLoader())
                        .getMethod("run", Path.class)
                        .invoke(null, project.path("conf")));
        assertThat(project.read("data/total.json").strip()).isEqualTo("3");
        project.file("resources/META-INF/services/" + service, "demo.SlowNodes\n");
        project.freshet("demo.FlowPipeline", "run").succeeded();
    }
}
