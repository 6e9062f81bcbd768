package dev.freshet.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.freshet.runtime.TestPipeline;
import dev.freshet.runtime.cli.ExportedFile.ExportedTask;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

final class ExportCommandTest {
    private static final String GRAPH = """
            clean = P.clean(raw) -> orders {cpus=0.5 timeout=60000 retries=2}
            sum = P.sum(orders) -> total {cpus=2.0 memory=3221225472 timeout=1800000}
            fit = P.fit(total, params:rate) -> model {uses=db:1,gpu:2 tags=gpu}
            look = P.look(total) after fit {uses=db:2}
            old = P.old(total) -> archive {rerun=NEVER}
            tell = P.tell(archive) {exclusive}
            """;

    @TempDir
    Path project;

    private final TestPipeline pipeline = new TestPipeline(GRAPH).type("params:rate", Double.class);

    @BeforeEach
    void writeProject() throws IOException {
        write("conf/base/catalog.yml", """
                raw: {type: text, path: raw.txt}
                total: {type: text, path: out/total.txt}
                model: {type: text, path: "out/${env:HOME}/model.txt"}
                archive: {type: text, path: out/archive.txt}
                """);
        write("conf/base/parameters.yml", "rate: 0.1\n");
        write("conf/base/run.yml", "capacities: {gpu: 4, db: 5}\n");
    }

    private void write(String file, String text) throws IOException {
        Path path = project.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private CommandLine.Ended main(String... words) {
        return new CommandLine(pipeline, project)
                .execute(
                        "export " + words[0],
                        List.of(words).subList(1, words.length).toArray(String[]::new));
    }

    private String done(String... words) {
        CommandLine.Ended ended = main(words);
        assertThat(ended.code()).as(ended.err()).isZero();
        return ended.out();
    }

    private void fails(String message, String... words) {
        CommandLine.Ended ended = main(words);
        assertThat(ended.err()).isEqualTo(message + "\n");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
    }

    private static ExportedTask task(ExportedFile file, String name) {
        return file.tasks().stream()
                .filter(task -> task.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Set<String> names(ExportedFile file) {
        return file.tasks().stream().map(ExportedTask::name).collect(Collectors.toSet());
    }

    @Test
    void argo_ofAllOptions_hasThem() {
        String text =
                done("argo", "--image", "sales:1", "--image", "gpu=sales-gpu:1", "--params", "rate=0.2", "--seed=7");
        ExportedFile file = ExportedFile.argo(text);
        assertThat(names(file)).containsExactlyInAnyOrder("sum", "fit", "look", "tell");
        ExportedTask sum = task(file, "sum");
        assertThat(sum.words())
                .containsExactly(
                        "run",
                        "--params=rate=0.2",
                        "--seed=7",
                        "--conf-source=" + project.resolve("conf"),
                        "--wait=3600",
                        "--capacity=cpus=2",
                        "--capacity=memory=3221225472B",
                        "--nodes=clean,sum");
        assertThat(sum.all().at("/activeDeadlineSeconds").asInt()).isEqualTo(3600 + 3 * 120 + 1860);
        assertThat(sum.all().at("/container/resources").toString())
                .isEqualTo("{\"requests\":{\"cpu\":\"2\",\"memory\":\"4096Mi\"},\"limits\":{\"memory\":\"4096Mi\"}}");
        assertThat(sum.all().at("/container/env/0").toString())
                .isEqualTo("{\"name\":\"JAVA_TOOL_OPTIONS\",\"value\":\"-XX:MaxRAMPercentage=75\"}");
        assertThat(sum.all().at("/retryStrategy").toString())
                .isEqualTo("{\"limit\":\"2\",\"retryPolicy\":\"Always\","
                        + "\"expression\":\"asInt(lastRetry.exitCode) not in [1, 2, 3]\"}");
        ExportedTask fit = task(file, "fit");
        assertThat(fit.all().at("/container/image").asString()).isEqualTo("sales-gpu:1");
        assertThat(fit.all().at("/synchronization/semaphores").toString())
                .isEqualTo("[{\"configMapKeyRef\":{\"name\":\"test-limits\",\"key\":\"db\"}},"
                        + "{\"configMapKeyRef\":{\"name\":\"test-limits\",\"key\":\"gpu\"}}]");
        assertThat(fit.upstream()).containsExactly("sum");
        assertThat(fit.all().has("retryStrategy")).isFalse();
        assertThat(ExportedFile.yaml(text).get(1).at("/data").toString()).isEqualTo("{\"db\":\"2\",\"gpu\":\"2\"}");
        assertThat(task(file, "tell").upstream()).containsExactlyInAnyOrder("sum", "look");
        assertThat(text)
                .startsWith("# The pipeline Test, environment local.")
                .contains("#   export argo --image=sales:1 --image=gpu=sales-gpu:1 --params=rate=0.2 --seed=7")
                .contains("environment variables: HOME.")
                .contains("no shared state", "parallelism: 1\n")
                .contains("left\n#   out: old.\n");
    }

    @Test
    void argo_ofASchedule_isACronWorkflowThatTheSchemaAllows() throws IOException {
        Schema schema;
        try (InputStream resource = getClass().getResourceAsStream("argo.schema.json")) {
            schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(new String(resource.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
        }
        for (String more : List.of("--keep-going", "--schedule=15 2 * * *")) {
            String text = done("argo", "--image=sales:1", "--command=java -jar a.jar", "--directory=/app", more);
            for (JsonNode document : ExportedFile.yaml(text)) {
                assertThat(schema.validate(document.toString(), InputFormat.JSON))
                        .as(text)
                        .isEmpty();
            }
        }
        String cron = done("argo", "--image=sales:1", "--schedule=15 2 * * *");
        JsonNode document = ExportedFile.yaml(cron).get(0);
        assertThat(document.at("/kind").asString()).isEqualTo("CronWorkflow");
        assertThat(document.at("/spec/schedules").toString()).isEqualTo("[\"15 2 * * *\"]");
        assertThat(names(ExportedFile.argo(cron))).contains("sum");
    }

    @Test
    void airflow_withImages_makesPodsUnderBothVersions() throws IOException, InterruptedException {
        ExportedFile.requirePython();
        String text = done(
                "airflow", "--image=sales:1", "--params=note=\"{{ 1 }}\"", "--params", "more=\"{% x %}\",file=x.yaml");
        JsonNode two = ExportedFile.dag(project, text, 2);
        assertThat(two).isEqualTo(ExportedFile.dag(project, text, 3));
        ExportedFile file = ExportedFile.airflow(two);
        assertThat(names(file)).containsExactlyInAnyOrder("sum", "fit", "look", "tell");
        ExportedTask sum = task(file, "sum");
        assertThat(sum.words())
                .contains("--params=note=\"{{ 1 }}\"", "--params=more=\"{% x %}\",file=x.yaml")
                .endsWith("--nodes=clean,sum");
        assertThat(sum.all().at("/resources").toString())
                .isEqualTo("{\"requests\":{\"cpu\":\"2\",\"memory\":\"4096Mi\"},\"limits\":{\"memory\":\"4096Mi\"}}");
        assertThat(sum.all().at("/retries").asInt()).isZero();
        assertThat(sum.all().at("/timeout").asInt()).isEqualTo(3600 + 3 * 120 + 1860);
        assertThat(sum.all().at("/pool").asString()).isEqualTo("default_pool");
        assertThat(task(file, "fit").all().at("/pool").asString()).isEqualTo("Test-db-gpu");
        assertThat(task(file, "look").all().at("/pool").asString()).isEqualTo("Test-db-gpu");
        assertThat(text).contains("airflow pools set Test-db-gpu 1 \"db, gpu\".");
        assertThat(two.at("/most").asInt()).isOne();
    }

    @Test
    void airflow_withoutImage_executesTheCommand() throws IOException, InterruptedException {
        ExportedFile.requirePython();
        String text =
                done("airflow", "--directory=/srv/a b", "--command", "java -jar 'my app.jar'", "--schedule=@daily");
        JsonNode dag = ExportedFile.dag(project, text, 2);
        ExportedFile file = ExportedFile.airflow(dag);
        assertThat(task(file, "look").words().get(2))
                .startsWith("java -jar 'my app.jar' run --conf-source=")
                .endsWith(" --wait=3600 --nodes=look");
        assertThat(task(file, "look").all().at("/directory").asString()).isEqualTo("/srv/a b");
        assertThat(dag.at("/schedule").asString()).isEqualTo("@daily");
    }

    @Test
    void output_ofEqualOptions_isEqualWhereverItGoes() throws IOException {
        Path file = project.resolve("deep/dag.py");
        String text = done("airflow", "--image=sales:1");
        assertThat(done("airflow", "--image=sales:1", "--output", file.toString()))
                .isEmpty();
        assertThat(Files.readString(file)).isEqualTo(text).isEqualTo(done("airflow", "--image=sales:1"));
    }

    @Test
    void whatCannotRunAsTasks_isToldInALine() throws IOException {
        fails("pipeline Test: runs in containers, and has nodes without an image; name one with --image", "argo");
        fails(
                "pipeline Test: has no node with the tag \"gpus\" of --image; did you mean \"gpu\"?",
                "argo",
                "--image=a:1",
                "--image=gpus=b:1");
        fails("--image names two images for all tasks", "argo", "--image=a:1", "--image=b:1");
        fails("\"gpu=\" names no image; write it as in --image gpu=sales:1", "argo", "--image=gpu=");
        fails(
                "\"'\" is no command; write it as in --command \"java -jar sales.jar\"",
                "argo",
                "--image=a",
                "--command='");
        fails(
                "pipeline Test: would pass on \"--params=note='{{1}}'\", and Argo reads \"{{\" as a placeholder, which"
                        + " cannot be escaped; put the value in the configuration",
                "argo", "--image=a:1", "--params=note='{{1}}'");
        fails(
                "pipeline Test: needs the command that starts the program, as in --command \"java -jar /srv/app.jar\", or"
                        + " --image",
                "airflow");
        fails(
                "pipeline Test: cannot choose the directory of a pod; leave out --directory, which is that of the image,"
                        + " or give an absolute --conf-source",
                "airflow",
                "--image=a:1",
                "--directory=/app");
        fails(
                "pipeline Test: needs \"orders\", which is not stored, so no other process can read it; put \"orders\" in"
                        + " the catalog, or select the node that makes it too",
                "argo",
                "--image=a:1",
                "--nodes=sum,fit");
        fails(
                "pipeline Test: has no node that a run starts by itself: all of the selection are forced by name",
                "argo",
                "--image=a:1",
                "--nodes=old");
        write("conf/base/run.yml", "capacities: {gpu: 1, db: 5}\n");
        fails(
                "pipeline Test: node \"fit\" needs 2 of \"gpu\", and the run has 1; give it more with --capacity gpu=2,"
                        + " Run.capacity, or capacities in run.yml",
                "argo",
                "--image=a:1");
    }

    @Test
    void aSharedState_letsTasksRunSideBySide_andNamesTheFilesOfTheCheckout() throws IOException {
        write("conf/base/run.yml", "capacities: {gpu: 4, db: 5}\nstate: " + project.resolve("state") + "\n");
        String text = done("argo", "--image=sales:1");
        assertThat(text).doesNotContain("parallelism", "no shared state").contains("or in a bucket: raw, total,");
        assertThat(main("argo", "--image=sales:1").err()).isEmpty();
        assertThat(Files.exists(project.resolve("state"))).isFalse();
    }

    @Test
    void export_withoutAnEngine_printsItsHelp() {
        CommandLine.Ended ended = new CommandLine(pipeline, project).main("export");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("airflow", "argo");
    }
}
