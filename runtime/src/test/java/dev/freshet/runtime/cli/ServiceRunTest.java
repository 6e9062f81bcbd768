package dev.freshet.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.dataset.DatasetException;
import dev.freshet.runtime.TestPipeline;
import dev.freshet.runtime.run.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a service sees of its runs: the text of the report, and a line in the log also if nothing had to run. */
final class ServiceRunTest {
    private static final String ID = "[0-9a-f]{8}-[0-9a-f-]{27}";

    @TempDir
    Path project;

    /** The service: three runs, the last of which fails, and two that try again. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) throws IOException {
            Path conf = Path.of(arguments[0]);
            System.out.println(Run.of(pipeline(false)).conf(conf).start());
            System.out.println(Run.of(pipeline(false)).conf(conf).start());
            Files.delete(conf.resolveSibling("y"));
            System.out.println(Run.of(pipeline(true)).conf(conf).start());
            retry(conf, new DatasetException("z", "z.csv", "no disk", null));
            retry(conf, new IOException("no net"));
        }

        private static void retry(Path conf, Exception first) {
            AtomicInteger tries = new AtomicInteger();
            Run.of(new TestPipeline("r = P.r() -> z {retries=1}\n").node("r", (in, context) -> {
                        if (tries.getAndIncrement() == 0) {
                            throw first;
                        }
                        return new Object[] {"z"};
                    }))
                    .conf(conf)
                    .retryPause(Duration.ZERO)
                    .start();
        }

        private static TestPipeline pipeline(boolean fails) {
            return new TestPipeline("a = P.a() -> x\nb = P.b() -> y\n")
                    .node("a", (in, context) -> new Object[] {"a"})
                    .node("b", (in, context) -> {
                        if (fails) {
                            throw new IllegalStateException("no luck");
                        }
                        return new Object[] {"b"};
                    });
        }
    }

    @Test
    void reports_haveAText_andTheLogHasALineOfEachRun() throws Exception {
        Path base = Files.createDirectories(project.resolve("conf/base"));
        Files.writeString(base.resolve("catalog.yml"), "x: {type: text, path: x}\ny: {type: text, path: y}\n");
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        TraceLogging.OPTION,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        base.getParent().toString())
                .redirectErrorStream(true)
                .start();
        List<String> lines = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(child.waitFor()).isZero();
        assertThat(lines.stream().filter(line -> line.startsWith("run ")).map(line -> line.replaceAll(ID, "ID")))
                .containsExactly(
                        "run ID of Test succeeded: 2 succeeded",
                        "run ID of Test succeeded: 2 up to date",
                        "run ID of Test did not succeed: 1 failed, 1 up to date");
        assertThat(lines.stream().filter(line -> line.contains("nothing to run")))
                .singleElement()
                .asString()
                .endsWith("Test (local): nothing to run, 2 nodes are up to date");
        assertThat(lines.stream().filter(line -> line.contains("retrying")).map(line -> line.replaceAll(".*ms: ", "")))
                .containsExactly("dataset \"z\" (z.csv): no disk", "java.io.IOException: no net");
    }
}
