package dev.freshet.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.hook.NodeReport;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a running process at random moments: the next run must finish and leave what a clean run leaves, and the one after it
 * must find nothing to do. More kills by hand: {@code -Dfreshet.thorough=40}.
 */
final class CrashTest {
    private static final int KILLS = 12 * Integer.getInteger("freshet.thorough", 1);
    private static final long SEED = Long.getLong("freshet.seed", 1);
    private static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(150);

    @TempDir
    Path project;

    @Test
    void run_afterAKillAtAnyMoment_equalsACleanRun() throws IOException, InterruptedException {
        System.out.println("seed " + SEED);
        Random random = new Random(SEED);
        CrashChild.writeProject(project);
        for (int kill = 0; kill < KILLS; kill++) {
            kill(kill * 10_000, random.nextLong(LONGEST_NANOS));
            CrashChild.run(project).orThrow();
            for (Map.Entry<String, String> file : CrashChild.clean(project).entrySet()) {
                assertThat(Files.readString(project.resolve(file.getKey())))
                        .as("%s after kill %d, seed %d", file.getKey(), kill, SEED)
                        .isEqualTo(file.getValue());
            }
            assertThat(CrashChild.run(project).nodes())
                    .as("after kill %d, seed %d", kill, SEED)
                    .hasOnlyElementsOfType(NodeReport.Skipped.class);
        }
    }

    private void kill(int firstEdit, long nanos) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashChild.class.getName(),
                        project.toString(),
                        Integer.toString(firstEdit))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).isEqualTo("ready");
            long end = System.nanoTime() + nanos;
            while (System.nanoTime() < end) {
                LockSupport.parkNanos(end - System.nanoTime());
            }
        } finally {
            child.destroyForcibly();
            child.waitFor();
        }
    }
}
