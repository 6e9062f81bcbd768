package dev.freshet.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.ForkedPipeline;
import dev.freshet.runtime.run.PartitionCrashChild.Manner;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a process that makes partitions at random moments: the next run goes on where it stopped, makes again at most the partitions
 * that were open, and ends with what an unbroken run makes. More kills by hand: {@code -Dfreshet.thorough=100}.
 */
final class PartitionCrashTest {
    private static final int KILLS = 5 * Integer.getInteger("freshet.thorough", 1);
    private static final long SEED = Long.getLong("freshet.seed", 1);
    /** About as long as a partition takes. */
    private static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(8);

    @TempDir
    Path project;

    @Test
    void parts_afterAKillAtAnyMoment_areMadeOnce() throws IOException, InterruptedException {
        System.out.println("seed " + SEED);
        Random random = new Random(SEED);
        PartitionCrashChild.writeProject(project);
        int broken = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Manner manner = kill % 10 == 2 ? Manner.PROCESSES : kill % 3 == 0 ? Manner.SEQUENTIAL : Manner.THREADS;
            String in = "v" + kill;
            Files.writeString(project.resolve("in.txt"), in);
            Files.deleteIfExists(project.resolve("log"));
            boolean streams = kill % 2 == 0;
            kill(manner, streams, random.nextInt(2 * PartitionCrashChild.PARTS), random.nextLong(LONGEST_NANOS));
            int begun = log().size();
            broken += begun > 0 && begun < 2 * PartitionCrashChild.PARTS ? 1 : 0;
            PartitionCrashChild.run(project, manner, streams).orThrow();
            check(in, manner.open, "kill " + kill + " of " + manner + ", seed " + SEED);
        }
        System.out.println(broken + " of " + KILLS + " kills while partitions were made");
        assertThat(broken).as("kills while partitions were made").isGreaterThan(KILLS / 2);
    }

    private List<String> log() throws IOException {
        return Files.exists(project.resolve("log")) ? Files.readAllLines(project.resolve("log")) : List.of();
    }

    private void check(String in, int open, String when) throws IOException {
        Map<String, Long> times =
                log().stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        assertThat(times).as("partitions, %s", when).hasSize(2 * PartitionCrashChild.PARTS);
        assertThat(times.values().stream().filter(count -> count > 1))
                .as("partitions made again, %s", when)
                .hasSizeLessThanOrEqualTo(open)
                .allMatch(count -> count == 2);
        for (int i = 0; i < PartitionCrashChild.PARTS; i++) {
            String key = PartitionCrashChild.key(i);
            List<String> lines = PartitionCrashChild.lines(key, in);
            assertThat(Files.readString(project.resolve("made/" + key + ".jsonl")))
                    .as("%s, %s", key, when)
                    .isEqualTo(lines.stream().map(line -> "\"" + line + "\"\n").collect(Collectors.joining()));
            try (InputStream file = Files.newInputStream(project.resolve("each/" + key + ".txt.gz"));
                    InputStream text = new GZIPInputStream(file)) {
                assertThat(new String(text.readAllBytes(), StandardCharsets.UTF_8))
                        .as("%s, %s", key, when)
                        .isEqualTo(PartitionCrashChild.each(lines) + "\n");
            }
        }
    }

    /** Kills it some time after it has begun so many partitions. */
    private void kill(Manner manner, boolean streams, int begun, long nanos) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        ForkedPipeline.option(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        PartitionCrashChild.class.getName(),
                        project.toString(),
                        manner.name(),
                        Boolean.toString(streams))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).isEqualTo("ready");
            while (child.isAlive() && log().size() < begun) {
                LockSupport.parkNanos(nanos);
            }
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
