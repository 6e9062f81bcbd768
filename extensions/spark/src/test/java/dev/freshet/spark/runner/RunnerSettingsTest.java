package dev.freshet.spark.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.config.ConfigException;
import dev.freshet.config.Configuration;
import dev.freshet.dataset.ExtensionSettings;
import dev.freshet.dataset.catalog.Catalog;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.run.Run;
import dev.freshet.runtime.run.ScriptedRuns;
import dev.freshet.wiring.NodeOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.resource.ResourceProfile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code spark.yml}, the program and system properties say to the runner. Starts no Spark. */
final class RunnerSettingsTest {
    @TempDir
    Path project;

    private Run run(SparkRunner runner, String base, String local) throws IOException {
        Files.writeString(Files.createDirectories(project.resolve("conf/base")).resolve("spark.yml"), base);
        Files.writeString(Files.createDirectories(project.resolve("conf/local")).resolve("spark.yml"), local);
        return ScriptedRuns.of(project, "a = P.join() -> x {memory=3221225472}\n")
                .conf(project.resolve("conf"))
                .runner(runner);
    }

    private static NodeOptions options(String text) {
        return PipelineGraph.parse("a = P.join() -> x " + text + "\n").options(0);
    }

    private static SparkSettings settings(String... keysAndValues) {
        Map<String, String> given = new TreeMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            given.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return new SparkSettings(new SparkMaster("yarn"), given);
    }

    @Test
    void environment_configuresTheRunner_soThatItKnowsWhatFits() throws IOException {
        Run run = run(
                SparkRunner.configured(),
                "master: local-cluster[2,1,1024]\nspark.executor.memoryOverhead: 4g\n",
                "spark.executor.memoryOverhead: 2g\n");
        assertThatThrownBy(run::start)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("node \"a\" needs 3GB of memory, and an executor has 2GB for workers; set"
                        + " spark.executor.memoryOverhead");
    }

    @Test
    void program_comesBeforeTheFile() throws IOException {
        Run run = run(
                SparkRunner.of("local-cluster[2,1,1024]").set("spark.executor.memoryOverhead", "1g"),
                "master: spark://far.invalid:7077\nspark.executor.memoryOverhead: 4g\n",
                "");
        assertThatThrownBy(run::start)
                .hasMessageContaining("an executor has 1GB for workers")
                .hasMessageNotContaining("far.invalid");
    }

    @Test
    void noMaster_isAMistake() throws IOException {
        assertThatThrownBy(() -> run(SparkRunner.configured(), "spark.executor.memory: 4g\n", "")
                        .plan())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("the runner for Spark needs the address of a cluster: name it as in --runner"
                        + " spark:spark://host:7077, or as \"master\" in spark.yml");
    }

    @Test
    void mistakesInTheFile_haveTheirPlaces() throws IOException {
        Run run = run(
                SparkRunner.configured(),
                "master: host:7077\nspark.freshet.silense: 20\nspark.freshet.executorWait: soon\n",
                "spark.executor.cores: 0\n");
        assertThatThrownBy(run::plan)
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll(
                        "base/spark.yml:1:9: \"host:7077\" is not the address of a Spark master",
                        "base/spark.yml:2:24: the runner for Spark has no setting \"spark.freshet.silense\"; did you mean"
                                + " \"spark.freshet.silence\"?",
                        "base/spark.yml:3:29: \"spark.freshet.executorWait\" must be a number of seconds from 1, not"
                                + " \"soon\"",
                        "local/spark.yml:1:23: \"spark.executor.cores\" must be a whole number from 1, not \"0\"");
    }

    @Test
    void nameThatIsNearlyOneOfSpark_isAMistakeBeforeTheRun() throws IOException {
        Run run = run(SparkRunner.configured(), "master: local[2]\nspark.executor.memroy: 4g\n", "");
        assertThatThrownBy(run::start)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("base/spark.yml:2:1: Spark has no setting \"spark.executor.memroy\"; did you mean"
                        + " \"spark.executor.memory\"?");
    }

    @Test
    void mistakeOfTheProgram_isToldAsSuch() throws IOException {
        Run run = run(SparkRunner.of("local[2]").set("spark.freshet.silence", "-1"), "", "");
        assertThatThrownBy(run::plan)
                .hasMessageContaining(
                        "SparkRunner.set: \"spark.freshet.silence\" must be a number of seconds from 1, not"
                                + " \"-1\"");
    }

    @Test
    void memoryOfANode_isTheHeapOfItsWorker_andAShareOfTheCores() {
        SparkSettings settings = settings(
                "spark.executor.cores",
                "4",
                "spark.executor.memoryOverhead",
                "8g",
                "spark.freshet.worker.memory",
                "1g");
        assertThat(settings.workerOptions(options("{memory=3221225472}").memory()))
                .containsExactly("-Xmx3145728k");
        assertThat(settings.workerOptions(0)).containsExactly("-Xmx1048576k");
        NodeFit fit = new NodeFit(settings);
        assertThat(fit.needs(options("{memory=3221225472}")).cpus()).isEqualTo(2);
        assertThat(fit.needs(options("{memory=1073741824}")).cpus()).isOne();
        assertThat(fit.needs(options("{cpus=3 memory=1073741824}")).cpus()).isEqualTo(3);
    }

    @Test
    void memoryThatNoExecutorHas_isAskedOfSparkWhereItStartsExecutorsAsNeeded() {
        SparkSettings settings = settings(
                "spark.executor.cores",
                "4",
                "spark.executor.memoryOverhead",
                "8g",
                "spark.dynamicAllocation.enabled",
                "true");
        NodeFit fit = new NodeFit(settings);
        NodeOptions big = options("{memory=17179869184}");
        assertThat(fit.problem("a", big)).isEmpty();
        ResourceProfile profile = profile(settings, big);
        assertThat(profile.getExecutorMemory()).isEqualTo(scala.Option.empty());
        assertThat(profile.executorResources().apply("memoryOverhead").amount()).isEqualTo(16 * 1024);
        assertThat(profile.executorResources().apply("cores").amount()).isEqualTo(4);
        assertThat(fit.needs(options("")).profile(settings).spark()).isNull();
    }

    private static ResourceProfile profile(SparkSettings settings, NodeOptions options) {
        return Objects.requireNonNull(
                new NodeFit(settings).needs(options).profile(settings).spark());
    }

    @Test
    void standaloneMaster_countsHeapOnly_soThatTheMemoryOfWorkersIsAskedForAsHeap() {
        SparkSettings settings = new SparkSettings(
                new SparkMaster("spark://host:7077"),
                Map.of(
                        "spark.executor.cores", "2",
                        "spark.executor.memory", "1g",
                        "spark.executor.memoryOverhead", "2g",
                        "spark.dynamicAllocation.enabled", "true"));
        ResourceProfile large = profile(settings, options("{memory=6442450944}"));
        assertThat(large.executorResources().apply("memory").amount()).isEqualTo(7 * 1024);
        assertThat(large.executorResources().contains("memoryOverhead")).isFalse();
        ResourceProfile wide = profile(settings, options("{cpus=5}"));
        assertThat(wide.executorResources().apply("cores").amount()).isEqualTo(5);
        assertThat(wide.taskResources().apply("cpus").amount()).isEqualTo(5);
        assertThat(wide.executorResources().apply("memory").amount()).isEqualTo(3 * 1024);
    }

    @Test
    void resourceThatANodeDeclaresAlone_isAskedOfSpark_inAnExecutorOfTheUsualSize() {
        SparkSettings settings = settings(
                "spark.executor.cores",
                "4",
                "spark.executor.resource.gpu.amount",
                "2",
                "spark.dynamicAllocation.enabled",
                "true");
        ResourceProfile profile = profile(settings, options("{uses=gpu:1}"));
        assertThat(profile.executorResources().apply("gpu").amount()).isEqualTo(2);
        assertThat(profile.executorResources().apply("cores").amount()).isEqualTo(4);
        assertThat(profile.executorResources().contains("memory")).isFalse();
        assertThat(profile.taskResources().apply("gpu").amount()).isOne();
        assertThat(profile(settings, options("{uses=gpu:3}"))
                        .executorResources()
                        .apply("gpu")
                        .amount())
                .isEqualTo(3);
        assertThat(new NodeFit(settings).problem("a", options("{uses=gpu:3}"))).isEmpty();
    }

    @Test
    void moreOfAResourceThanAnExecutorHas_isAMistake_ifSparkStartsNoOthers() {
        NodeFit fit = new NodeFit(settings("spark.executor.resource.gpu.amount", "2"));
        assertThat(fit.problem("a", options("{uses=gpu:3}")))
                .hasValue("node \"a\" uses gpu:3, and an executor has 2; set spark.executor.resource.gpu.amount");
        assertThat(fit.problem("a", options("{uses=gpu:2}"))).isEmpty();
        assertThat(fit.problem("a", options("{uses=licence:3}")))
                .as("a capacity of the run")
                .isEmpty();
    }

    /** The block of {@code docs/workers.md}. */
    @Test
    void settingsOfThePage_areRead_andANodeTakesTheShareThatThePageSays() throws IOException {
        Matcher block = Pattern.compile("```yaml\n# conf/prod/spark.yml\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("../../docs/workers.md")));
        assertThat(block.find()).isTrue();
        Path conf = Files.createDirectories(project.resolve("conf/base"));
        Files.writeString(conf.resolve("spark.yml"), block.group(1));
        ExtensionSettings written = Catalog.of(Configuration.load(conf.getParent(), "local", Map.of()))
                .settings("spark");
        SparkSettings settings = SettingsFile.of(written).merged(Optional.empty(), Map.of());
        assertThat(settings.master().url()).isEqualTo("spark://spark.example.com:7077");
        assertThat(settings.workerOptions(0)).containsExactly("-Xmx2097152k");
        assertThat(new NodeFit(settings).needs(options("{memory=6442450944}")).cpus())
                .isEqualTo(2);
    }
}
