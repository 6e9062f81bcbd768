package dev.freshet.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.ForkedPipeline;
import dev.freshet.runtime.TestPipeline;
import dev.freshet.runtime.cli.terminal.Console;
import dev.freshet.runtime.plan.CompiledPipeline;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every run ends and says what happened, whatever a node does. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class RunFaultsTest {
    private static final List<String> RUNNERS = List.of("sequential", "auto", "threads:3", "processes:2");

    private static final int THOROUGH = Integer.getInteger("freshet.thorough", 1);
    private static final long SEED = Long.getLong("freshet.seed", 1);
    /** As thorough as this, all faults happen in worker processes too; else one in so many. */
    private static final int ALL = 10;

    private static final int SOME = 8;
    /** The nodes of {@link FaultyNodes} wait for nothing, so neither does a run of them. */
    private static final long LONGEST_WAIT_MILLIS = 2_000;
    /** A process that waits for a run that cannot end takes thirty seconds. */
    private static final long LONGEST_EXIT_MILLIS = 15_000;

    private static final long SECONDS = 300;

    @TempDir
    Path project;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(CompiledPipeline pipeline, String runner, String... more) {
        List<String> words = new java.util.ArrayList<>(List.of(
                "run",
                "--runner",
                runner,
                "--keep-going",
                "--conf-source",
                project.resolve("conf").toString()));
        if (runner.startsWith("processes")) {
            words.addAll(List.of("--worker-options", ForkedPipeline.option() + " -Xss512k"));
        }
        words.addAll(List.of(more));
        return Freshet.main(
                pipeline,
                Console.of(new PrintStream(out, true), new PrintStream(err, true), false),
                words.toArray(String[]::new));
    }

    private void catalog(String text) throws IOException {
        Path base = Files.createDirectories(project.resolve("conf/base"));
        Files.writeString(base.resolve("catalog.yml"), text);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
    }

    static Stream<Arguments> faults() {
        return FaultyNodes.all().stream()
                .flatMap(fault -> RUNNERS.stream()
                        .filter(runner -> !runner.startsWith("processes")
                                || THOROUGH >= ALL
                                || fault.ordinal() % SOME == SEED % SOME)
                        .map(runner -> Arguments.of(fault, runner)));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void nodeThatFails_endsAsFailed_andTheOthersRun(FaultyNodes.Fault fault, String runner) throws IOException {
        catalog("x: {type: text, path: x.txt}\nz: {type: text, path: z.txt}\nv: {type: text, path: v.txt}\n");
        CompiledPipeline pipeline = runner.startsWith("processes")
                ? ForkedPipeline.of(FaultyNodes.class, List.of(fault.name()))
                : FaultyNodes.pipeline(fault);
        int code = IdleTime.requireBusy(LONGEST_WAIT_MILLIS, () -> run(pipeline, runner));
        assertThat(code).as(() -> printed()).isEqualTo(Freshet.FAILED);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .containsPattern("(?m) a: succeeded")
                .containsPattern("(?m) b: failed")
                .containsPattern("(?m) c: succeeded")
                .containsPattern("(?m) d: blocked")
                .containsPattern("(?m) e: succeeded")
                .doesNotContain("\u001b");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("node b").doesNotContain("\u001b");
        assertThat(printed().length()).as("what is printed").isLessThan(60_000);
        assertThat(project.resolve("v.txt")).hasContent("told");
        assertThat(Thread.interrupted()).isFalse();
    }

    /** A program that runs a pipeline, one of whose nodes ends it. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) {
            System.exit(Freshet.main(ForkedPipeline.create(), arguments));
        }
    }

    /** One node ends the process while another one hangs. */
    public static final class Exiting implements ForkedPipeline.Script {
        @Override
        public TestPipeline pipeline(List<String> lines) {
            int status = Integer.parseInt(lines.get(0));
            CountDownLatch begun = new CountDownLatch(Integer.parseInt(lines.get(1)));
            return new TestPipeline("a = P.a() -> x\nleave = P.leave(x) -> y" + lines.get(2) + "\nc = P.c(x) -> z\n")
                    .node("a", (in, context) -> new Object[] {"a"})
                    .node("leave", (in, context) -> {
                        begun.await();
                        System.exit(status);
                        return new Object[] {"never"};
                    })
                    .node("c", (in, context) -> {
                        begun.countDown();
                        new CountDownLatch(1).await();
                        return new Object[] {"never"};
                    });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sequential 0", "sequential 3", "threads:3 0", "threads:3 5", "threads:3 0 {timeout=60s}"})
    void nodeThatExits_isNamed_andTheRunHasFailed(String how) throws Exception {
        String[] words = how.split(" ");
        boolean isAlone = words[0].equals("sequential");
        catalog("x: {type: text, path: x.txt}\n");
        ForkedPipeline.of(
                Exiting.class, List.of(words[1], isAlone ? "0" : "1", words.length > 2 ? " {timeout=60000}" : ""));
        Process child = child(words[0]);
        IdleTime idle = new IdleTime();
        try {
            assertThat(idle.watch(child, SECONDS)).as("the process ends").isTrue();
            String all = Files.readString(project.resolve("told"));
            assertThat(all).contains("node leave called System.exit, which ends the run (at ");
            assertThat(child.exitValue()).as(all).isEqualTo(Freshet.FAILED);
            assertThat(idle.after(0))
                    .as("milliseconds in which it waited for the node that hangs, or for the one that has called exit")
                    .isLessThan(LONGEST_EXIT_MILLIS);
        } finally {
            child.destroyForcibly();
        }
        assertThat(project.resolve("x.txt")).hasContent("a");
    }

    private Process child(String runner) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        ForkedPipeline.option(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        "run",
                        "--runner",
                        runner,
                        "--conf-source",
                        project.resolve("conf").toString())
                .redirectErrorStream(true)
                .redirectOutput(project.resolve("told").toFile())
                .start();
    }

    @Test
    void nodeThatExitsInAWorker_failsWithTheCode() throws IOException {
        catalog("x: {type: text, path: x.txt}\n");
        int code = run(ForkedPipeline.of(Exiting.class, List.of("7", "0", "")), "processes:2", "--nodes", "a,leave");
        assertThat(code).isEqualTo(Freshet.FAILED);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .containsPattern(
                        "node leave .*failed: worker process \\d+ ended with exit code 7, as by System.exit; to end a node, return from"
                                + " its method or throw an exception");
    }

    @Test
    void waitForTheLock_forAsLongAsThereIs_isLegal() throws IOException {
        catalog("x: {type: text, path: x.txt}\n");
        TestPipeline pipeline = new TestPipeline("a = P.a() -> x\n").node("a", (in, context) -> new Object[] {"a"});
        assertThat(run(pipeline, "auto", "--wait", Long.toString(Long.MAX_VALUE)))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sequential", "threads:3", "processes:2"})
    void danglingLink_amongPartitions_isTold(String runner) throws IOException {
        catalog("in: {type: text, path: data/in/*.txt}\nx: {type: text, path: x.txt}\n");
        Path real = Files.createDirectories(project.resolve("elsewhere"));
        Files.createDirectories(project.resolve("data"));
        Files.createSymbolicLink(project.resolve("data/in"), real);
        Files.writeString(real.resolve("1.txt"), "one");
        Files.createSymbolicLink(real.resolve("2.txt"), Path.of("annexed"));
        assertThat(run(ForkedPipeline.of(Reading.class, List.of()), runner)).isEqualTo(Freshet.FAILED);
        assertThat(printed()).contains("data/in/2.txt): it is a link to annexed, which does not exist");
        Files.writeString(real.resolve("annexed"), "two");
        assertThat(run(ForkedPipeline.of(Reading.class, List.of()), runner)).isZero();
        assertThat(project.resolve("x.txt")).hasContent("onetwo");
    }

    /** Reads all partitions. */
    public static final class Reading implements ForkedPipeline.Script {
        @Override
        public TestPipeline pipeline(List<String> lines) {
            return new TestPipeline("a = P.a(in) -> x\n")
                    .type(
                            "in",
                            dev.freshet.wiring.GenericTypes.parameterized(
                                    java.util.Map.class, String.class, String.class))
                    .node("a", (in, context) -> new Object[] {
                        String.join(
                                "",
                                ((java.util.Map<?, ?>) in[0])
                                        .values().stream().map(String::valueOf).toList())
                    });
        }
    }
}
