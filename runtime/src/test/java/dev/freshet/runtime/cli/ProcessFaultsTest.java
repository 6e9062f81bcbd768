package dev.freshet.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.freshet.runtime.ForkedPipeline;
import dev.freshet.runtime.run.Run;
import dev.freshet.runtime.run.RunReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Faults around a run: its processes are killed, disks are full, nobody reads its output, directories cannot be written,
 * links lead nowhere. Each run is a process that must end by itself, tell what happened, and leave a project in which the
 * next run makes what a clean one makes.
 */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@EnabledOnOs(OS.LINUX)
final class ProcessFaultsTest {
    private static final List<String> RUNNERS = List.of("sequential", "auto", "threads:3", "processes:2");
    private static final int THOROUGH = Integer.getInteger("freshet.thorough", 1);
    private static final long SEED = Long.getLong("freshet.seed", 1);
    /** As thorough as this, each fault happens under each runner; else one in so many does. */
    private static final int ALL = 10;

    private static final int SOME = 64;
    /** How often the processes are killed at random times under each runner, when all faults happen. */
    private static final int KILLS = 15;
    /** A run that waits for something that never comes takes thirty seconds. */
    private static final long LONGEST_END_MILLIS = 20_000;

    /** Also on a busy machine: a thread that waits for a processor does not wait for something that never comes. */
    private static final long LONGEST_WAIT_MILLIS = 2_000;

    private static final int CALLS_OF_A_NODE_WHOSE_WORKER_IS_LOST = 4;

    @TempDir
    Path project;

    private boolean isMounted;

    static Stream<Arguments> faults() {
        Random random = new Random(SEED);
        long first = Math.floorMod(SEED, SOME);
        List<Arguments> all = Stream.of(ProcessFault.values())
                .flatMap(fault -> RUNNERS.stream()
                        .filter(runner -> !fault.isOfWorkers() || runner.startsWith("processes"))
                        .flatMap(runner -> Stream.generate(() -> Arguments.of(fault, runner, random.nextInt(400)))
                                .limit(fault.isAtRandomTimes() ? KILLS : 1)))
                .toList();
        return IntStream.range(0, all.size())
                .filter(number -> THOROUGH >= ALL || (number + first) % SOME < THOROUGH)
                .mapToObj(all::get);
    }

    @AfterEach
    void unmount() throws Exception {
        if (isMounted) {
            assertThat(FaultyProcess.call("umount", project.resolve("out").toString()))
                    .isZero();
        }
    }

    @ParameterizedTest(name = "{0} under {1}, {2}")
    @MethodSource("faults")
    void run_ends_tellsWhatHappened_andTheNextRunIsRight(ProcessFault fault, String runner, int millis)
            throws Exception {
        FaultyProcess.writeProject(project);
        assumeThat(prepare(fault)).as("the fault can be made here").isTrue();
        FaultyProcess process = FaultyProcess.start(project, fault, runner);
        FaultyProcess.Ended ended;
        try {
            disturb(fault, process, millis);
            ended = process.end();
        } finally {
            process.destroy();
        }
        fault.judge(ended, project);
        if (fault.endsByItself()) {
            assertThat(ended.millisAfterLastNode())
                    .as("from the last node to the end of the process: %s", ended)
                    .isLessThan(LONGEST_END_MILLIS);
            assertThat(ended.idleMillis())
                    .as("in which nothing ran and nothing could run: %s", ended)
                    .isLessThan(LONGEST_WAIT_MILLIS);
            System.out.println(fault + " " + runner + ": ended " + ended.millisAfterLastNode()
                    + " ms after its last node, of which it waited " + ended.idleMillis() + " ms");
        }
        heal(fault);
        requireNextRunIsRight();
    }

    /** Returns whether the fault is there. */
    private boolean prepare(ProcessFault fault) throws Exception {
        switch (fault) {
            case FULL_DISK -> {
                isMounted = FaultyProcess.call(
                                "mount",
                                "-t",
                                "tmpfs",
                                "-o",
                                "size=256k",
                                "tmpfs",
                                project.resolve("out").toString())
                        == 0;
                Files.writeString(project.resolve("out/y.txt"), "old");
                return isMounted;
            }
            case NO_PERMISSION ->
                Files.setPosixFilePermissions(
                        project.resolve("out"), java.nio.file.attribute.PosixFilePermissions.fromString("r-xr-xr-x"));
            case UNREADABLE_INPUT ->
                Files.setPosixFilePermissions(
                        project.resolve("in.txt"),
                        java.nio.file.attribute.PosixFilePermissions.fromString("---------"));
            case LINK_TO_NOTHING -> replaceInput(Path.of("annexed"));
            case LINKS_IN_A_CIRCLE -> {
                Files.createSymbolicLink(project.resolve("other.txt"), Path.of("in.txt"));
                replaceInput(Path.of("other.txt"));
            }
            case LINKED_OUTPUTS -> {
                Files.delete(project.resolve("out"));
                Files.createDirectory(project.resolve("elsewhere"));
                Files.createSymbolicLink(project.resolve("out"), Path.of("elsewhere"));
            }
            case PIPE_AS_INPUT -> {
                Files.delete(project.resolve("in.txt"));
                return FaultyProcess.call("mkfifo", project.resolve("in.txt").toString()) == 0;
            }
            default -> {}
        }
        return true;
    }

    private void replaceInput(Path target) throws IOException {
        Files.delete(project.resolve("in.txt"));
        Files.createSymbolicLink(project.resolve("in.txt"), target);
    }

    private static void disturb(ProcessFault fault, FaultyProcess process, int millis) throws Exception {
        switch (fault) {
            case KILLED_IN_A_NODE -> {
                process.awaitNode(1);
                process.kill();
            }
            case KILLED_AT_A_RANDOM_TIME -> {
                process.awaitMillis(millis);
                process.kill();
            }
            case KILLED_WORKER -> {
                process.awaitNode(1);
                process.killWorkers();
            }
            case KILLED_WORKERS -> {
                process.awaitFile("out/z.txt");
                for (int call = 1; call <= CALLS_OF_A_NODE_WHOSE_WORKER_IS_LOST; call++) {
                    process.awaitNode(call);
                    process.killWorkers();
                }
            }
            case ENDED_IN_A_NODE -> {
                process.awaitNode(1);
                process.terminate();
            }
            default -> {}
        }
    }

    private void heal(ProcessFault fault) throws Exception {
        switch (fault) {
            case FULL_DISK -> {
                unmount();
                isMounted = false;
            }
            case NO_PERMISSION ->
                Files.setPosixFilePermissions(
                        project.resolve("out"), java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
            default -> {
                Files.deleteIfExists(project.resolve("in.txt"));
                Files.writeString(project.resolve("in.txt"), "in");
            }
        }
    }

    /** The nodes do nothing but their work now. What was finished is not made again. */
    private void requireNextRunIsRight() throws IOException {
        RunReport next = Run.of(ForkedPipeline.of(FaultyProcess.Nodes.class, List.of(project.toString(), "none")))
                .conf(project.resolve("conf"))
                .start()
                .orThrow();
        for (String name : List.of("x", "y", "z", "w")) {
            assertThat(project.resolve("out/" + name + ".txt")).hasContent(FaultyProcess.clean(name));
        }
        try (Stream<Path> files = Files.walk(project)) {
            assertThat(files.map(path -> String.valueOf(path.getFileName())).filter(name -> name.endsWith(".tmp")))
                    .as("temporary files after %s", next.nodes())
                    .isEmpty();
        }
        assertThat(Run.of(ForkedPipeline.of(FaultyProcess.Nodes.class, List.of(project.toString(), "none")))
                        .conf(project.resolve("conf"))
                        .start()
                        .upToDateNodes())
                .isEqualTo(4);
    }
}
