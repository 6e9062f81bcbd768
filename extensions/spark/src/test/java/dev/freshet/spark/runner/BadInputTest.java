package dev.freshet.spark.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.config.ConfigException;
import dev.freshet.runtime.ForkedPipeline;
import dev.freshet.runtime.TestPipeline;
import dev.freshet.runtime.run.Run;
import dev.freshet.runtime.run.RunReport;
import dev.freshet.runtime.run.Runner;
import dev.freshet.runtime.run.ScriptedRuns;
import dev.freshet.runtime.run.WorkerException;
import dev.freshet.spark.runner.executor.ExecutorVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What cannot run on a cluster is one line before the run where that can be known, else a failed node, and never a hang. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class BadInputTest {
    @TempDir
    Path project;

    @BeforeAll
    static void warmUp() {
        TestCluster.warmUp();
    }

    private Run run(String graph, String catalog) throws IOException {
        Files.createDirectories(project.resolve("conf/base"));
        Files.writeString(project.resolve("conf/base/catalog.yml"), catalog);
        return ScriptedRuns.of(project, graph).conf(project.resolve("conf"));
    }

    @Test
    void whatNoHostCanReach_orFitsNoExecutor_isAnErrorBeforeTheRun() throws IOException {
        Runner far = TestCluster.of("spark://far.invalid:7077").set("spark.executor.cores", "2");
        assertThatThrownBy(
                        () -> run("a = P.join() -> x {cpus=4}\nb = P.join(x) -> y\n", "x: {type: text, path: x.txt}\n")
                                .capacity("cpus", "8")
                                .runner(far)
                                .start())
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll(
                        "node \"a\" needs 4 cpus, and an executor has 2; set spark.executor.cores",
                        "stores \"x\" in " + project.resolve("x.txt") + ", which is on this machine only",
                        "hands \"y\" from worker to worker in a file, which the hosts of spark://far.invalid:7077 do not"
                                + " have in common");
    }

    @Test
    void masterThatCannotBeReached_isAnErrorBeforeTheRun() throws IOException {
        Runner far = TestCluster.of("spark://far.invalid:7077").set(SparkSettings.SHARED, project.toString());
        assertThatThrownBy(() -> run("a = P.join() -> x\n", "").runner(far).start())
                .isInstanceOf(ConfigException.class)
                .hasMessageEndingWith("cannot run on Spark: no Spark master can be reached at spark://far.invalid:7077"
                        + " (far.invalid: the host is unknown); correct the address, or start the master");
    }

    @Test
    void memoryThatNoExecutorHas_isAnErrorBeforeTheRun() throws IOException {
        Runner small = TestCluster.runner().set(SparkSettings.OVERHEAD, "512m");
        assertThatThrownBy(() -> run("a = P.join() -> x {memory=1073741824}\n", "")
                        .runner(small)
                        .start())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("node \"a\" needs 1GB of memory, and an executor has 512MB for workers; set"
                        + " spark.executor.memoryOverhead");
    }

    @Test
    void addressThatIsNone_isAMistake() {
        assertThatThrownBy(() -> SparkRunner.of("host:7077"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("\"host:7077\" is not the address of a Spark master; write it as in");
    }

    /** Hands on an object of which nobody knows a format. */
    public static final class Unspillable implements ForkedPipeline.Script {
        @Override
        public TestPipeline pipeline(List<String> lines) {
            return new TestPipeline("a = P.a() -> x\nb = P.b(x) -> y\n").type("x", Thread.class);
        }
    }

    @Test
    void valueThatCannotBeHandedOn_isAnErrorBeforeTheRun() {
        assertThatThrownBy(() -> Run.of(ForkedPipeline.of(Unspillable.class, List.of()))
                        .runner(TestCluster.runner())
                        .start())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(
                        "hands \"x\" from process to process, and of java.lang.Thread nobody knows a format");
    }

    @Test
    void classThatIsNotShipped_failsTheNode_andIsNamed() throws IOException {
        RunReport report = run("a = P.join() -> x\n", "")
                .runner(TestCluster.runner()
                        .set(SparkSettings.LEFT_OUT, TestCluster.NOT_SHIPPED + "|test-classes.*|.*-tests\\.jar"))
                .start();
        assertThat(report.failure().orElseThrow().cause())
                .isInstanceOf(WorkerException.class)
                .hasMessage("needs the class dev.freshet.runtime.ForkedPipeline, which is in no jar that is shipped to"
                        + " executors; add its jar to the class path of the program, or see to it that"
                        + " spark.freshet.leftOut does not leave it out");
    }

    @Test
    void workerThatCannotStart_failsTheNode_andSaysWhereItsOutputIs() throws IOException {
        RunReport report = run("a = P.join() -> x\n", "")
                .runner(TestCluster.runner().set(SparkSettings.WORKER_OPTIONS, "-XX:NoSuchOption"))
                .start();
        assertThat(report.failure().orElseThrow().cause())
                .isInstanceOf(WorkerException.class)
                .hasMessageMatching(
                        "worker process \\d+ on \\S+ ended before it was ready, on Java \\d+; its output is in"
                                + " the log of the executor, and spark.freshet.worker.options has its options");
    }

    @Test
    void storageThatExecutorsDoNotReach_failsTheNode() throws IOException {
        RunReport report = run(
                        "a = P.join() -> x\n", "x: {type: text, path: \"gated://nowhere" + project + "/x.txt\"}\n")
                .runner(TestCluster.runner())
                .start();
        assertThat(report.failure().orElseThrow().cause().getMessage()).contains("this host does not reach nowhere");
    }

    @Test
    void settingThatSparkCannotChange_failsTheNode_andIsNamed() throws IOException {
        RunReport report = run("a = P.join() -> x\n", "")
                .runner(TestCluster.runner().set("spark.executor.memory", "513m"))
                .start();
        assertThat(report.failure().orElseThrow().cause())
                .hasMessage(
                        "this process has started Spark with another spark.executor.memory, which cannot be changed;"
                                + " start the run in a process of its own");
    }

    @Test
    void otherVersionOfSpark_isRefused_unlessItDiffersBehindOnly() {
        assertThat(ExecutorVersion.mismatch("4.1.0", "4.2.0"))
                .isEqualTo("has Spark 4.1.0, but the run has 4.2.0; give the program the Spark of the cluster");
        assertThat(ExecutorVersion.mismatch("4.2.1", "4.2.0")).isEmpty();
        assertThat(ExecutorVersion.mismatch("4.20.0", "4.2.0")).isNotEmpty();
    }

    /** What a cluster of Spark 4.1.1 said to a run with 4.2.0. */
    @Test
    void taskThatAnotherSparkCannotRead_isExplained() {
        assertThat(ExecutorVersion.unreadable(
                        "Job aborted due to stage failure: Task 0 in stage 3.0 failed 4 times, most recent failure: Lost task"
                                + " 0.3 in stage 3.0 (TID 15) (127.0.0.1 executor 0): java.io.InvalidClassException:"
                                + " org.apache.spark.rdd.RDD; local class incompatible: stream classdesc serialVersionUID ="
                                + " 2156047220611086279, local class serialVersionUID = -2646589594477856326",
                        "4.2.0"))
                .isEqualTo("executors have another Spark than the run, which has 4.2.0, and cannot read its tasks; give"
                        + " the program the Spark of the cluster");
        assertThat(ExecutorVersion.unreadable("java.io.InvalidClassException: app.Sales; local class", "4.2.0"))
                .isEmpty();
    }

    @Test
    void classOfANewerJava_isExplained() {
        assertThat(ClassTrouble.explanation(
                        "java.lang.UnsupportedClassVersionError: app/Sales has been compiled by a more"
                                + " recent version of the Java Runtime (class file version 69.0), this version of the Java"
                                + " Runtime only recognizes class file versions up to 61.0"))
                .hasValue("the class app.Sales was compiled for a newer Java than executors have; set"
                        + " spark.executorEnv.JAVA_HOME, or compile for the Java of the cluster");
        assertThat(ClassTrouble.explanation("java.lang.NoClassDefFoundError: Could not initialize class app.Sales"))
                .isEmpty();
    }
}
