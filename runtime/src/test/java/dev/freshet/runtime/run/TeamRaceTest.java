package dev.freshet.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.config.Configuration;
import dev.freshet.config.Position;
import dev.freshet.dataset.backend.StateBackend;
import dev.freshet.dataset.catalog.StateBackends;
import dev.freshet.dataset.catalog.StoragePlaces;
import dev.freshet.runtime.run.TeamChild.Point;
import dev.freshet.runtime.run.TeamChild.Team;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Processes that work on the same data at the same time, judged by a file that the nodes write and Freshet does not know.
 * More of them by hand: {@code -Dfreshet.thorough=5}.
 */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class TeamRaceTest {
    private static final int THOROUGH = Integer.getInteger("freshet.thorough", 1);
    private static final long SEED = Long.getLong("freshet.seed", 1);
    private static final int NODES = 40 * THOROUGH;
    private static final int PROCESSES = THOROUGH == 1 ? 3 : 8;
    private static final int KILLS = 3 * THOROUGH;

    @TempDir
    Path root;

    private final Map<String, Process> children = new TreeMap<>();

    @BeforeEach
    void writeInput() throws IOException {
        Files.writeString(root.resolve("raw.txt"), "raw");
    }

    @AfterEach
    void end() throws InterruptedException {
        for (Process child : children.values()) {
            child.destroyForcibly().waitFor();
        }
    }

    private void start(Team team, String checkout, Point point) throws IOException {
        children.put(
                checkout,
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-Xmx256m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                TeamChild.class.getName(),
                                team.root().toString(),
                                Integer.toString(team.nodes()),
                                Integer.toString(team.millis()),
                                checkout,
                                point.name())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .redirectOutput(root.resolve(checkout + ".out").toFile())
                        .start());
    }

    private Process child(String checkout) {
        return children.get(checkout);
    }

    private String output(String checkout) throws IOException {
        return Files.readString(root.resolve(checkout + ".out"));
    }

    /** How often each node ran, by node and content of its input. */
    private static Map<String, Integer> runs(Team team) throws IOException {
        try (Stream<String> lines = Files.lines(team.audit())) {
            return lines.map(line -> line.replaceFirst(" by .*", ""))
                    .collect(Collectors.toMap(line -> line, line -> 1, Integer::sum, TreeMap::new));
        }
    }

    private static void assertWhatACleanRunLeaves(Team team) throws IOException {
        List<String> made = new ArrayList<>();
        for (int node = 0; node < team.nodes(); node++) {
            made.add(Team.made(node < TeamChild.WIDTH ? "raw" : made.get(node - TeamChild.WIDTH), node));
            assertThat(team.data().resolve("d" + node + ".txt")).hasContent(made.get(node));
        }
    }

    /** The log as it is stored, without anything that interprets it. */
    private List<String> log(Team team) throws IOException {
        Path conf = root.resolve("reader/conf");
        Files.createDirectories(conf.resolve("base"));
        try (StateBackend backend = StateBackends.of(Configuration.load(conf, "local", Map.of()))
                .open(new StoragePlaces.Written(team.state().toString(), Position.of("run.yml")), Optional.empty())) {
            StateBackend.Contents contents = backend.read(0);
            long first = contents.base().map(StateBackend.Entry::number).orElse(0L) + 1;
            assertThat(contents.entries())
                    .extracting(StateBackend.Entry::number)
                    .containsExactlyElementsOf(
                            IntStream.range(0, contents.entries().size())
                                    .mapToObj(i -> first + i)
                                    .toList());
            return Stream.concat(contents.base().stream(), contents.entries().stream())
                    .flatMap(entry -> entry.text().lines())
                    .toList();
        }
    }

    private void assertThatAcknowledgedResultsAreThere(Team team) throws IOException {
        List<String> log = log(team);
        for (String result : Files.readAllLines(team.acknowledged())) {
            String[] words = result.split(" ");
            assertThat(log)
                    .as("result of %s", result)
                    .anyMatch(line -> line.contains('"' + words[0] + '"') && line.contains('"' + words[1] + '"'));
        }
    }

    @Test
    void processesAtTheSameTime_doEachPieceOfWorkOnce() throws Exception {
        Team team = new Team(root, NODES, 5);
        long begin = System.nanoTime();
        for (int process = 0; process < PROCESSES; process++) {
            start(team, "checkout" + process, Point.NOWHERE);
        }
        for (String checkout : List.copyOf(children.keySet())) {
            assertThat(child(checkout).waitFor()).as(checkout).isZero();
        }
        System.out.println(PROCESSES + " processes, " + NODES + " nodes: "
                + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin) + " ms, log of "
                + log(team).size() + " lines");
        assertThat(runs(team))
                .hasSize(NODES)
                .allSatisfy((key, times) -> assertThat(times).as(key).isEqualTo(1));
        assertWhatACleanRunLeaves(team);
        assertThatAcknowledgedResultsAreThere(team);
    }

    @Test
    void killedProcesses_losesNothingThatWasAcknowledged() throws Exception {
        System.out.println("seed " + SEED);
        Random random = new Random(SEED);
        Team team = new Team(root, NODES, 100);
        for (int process = 0; process < PROCESSES; process++) {
            start(team, "checkout" + process, Point.NOWHERE);
        }
        int kills = 0;
        while (kills < KILLS) {
            String checkout = "checkout" + random.nextInt(PROCESSES);
            if (child(checkout).waitFor(500 + random.nextInt(1_500), TimeUnit.MILLISECONDS)) {
                break;
            }
            child(checkout).destroyForcibly().waitFor();
            kills++;
            start(team, checkout, Point.NOWHERE);
        }
        for (String checkout : List.copyOf(children.keySet())) {
            assertThat(child(checkout).waitFor()).as(checkout).isZero();
        }
        Map<String, Integer> runs = runs(team);
        int again = runs.values().stream().mapToInt(times -> times - 1).sum();
        System.out.println(kills + " kills, " + again + " runs more than nodes");
        assertThat(runs).hasSize(NODES);
        // Those that were at work when the process was killed.
        assertThat(again).isLessThanOrEqualTo(kills * TeamChild.THREADS);
        assertWhatACleanRunLeaves(team);
        assertThatAcknowledgedResultsAreThere(team);
    }

    @ParameterizedTest
    @EnumSource(names = {"STARTED", "IN_NODE", "SAVED"})
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void stoppedProcess_isTakenOver_andLeavesWhatTheOtherStored(Point point) throws Exception {
        Team team = new Team(root, 1, 0);
        Path colleague = team.checkout("colleague");
        Path third = team.checkout("third");
        start(team, "stopped", point);
        while (!output("stopped").contains("here")) {
            assertThat(child("stopped").isAlive()).isTrue();
            LockSupport.parkNanos(1_000_000);
        }
        signal("STOP");
        RunReport report = TeamChild.run(team, colleague, Point.NOWHERE);
        assertThat(report.orThrow().succeeded()).isTrue();
        Files.writeString(root.resolve("go on"), "");
        signal("CONT");
        assertThat(child("stopped").waitFor()).isZero();
        assertThat(output("stopped")).contains("n0: another run took n0 over, because this one seemed dead");
        assertThat(Files.exists(team.acknowledged()) ? Files.readString(team.acknowledged()) : "")
                .isEmpty();
        // It looks whether it still holds its claim before it replaces what the other has stored.
        assertWhatACleanRunLeaves(team);
        RunReport last = TeamChild.run(team, third, Point.NOWHERE).orThrow();
        assertThat(last.upToDateNodes()).isEqualTo(1);
    }

    private void signal(String signal) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder(
                        "kill", "-" + signal, Long.toString(child("stopped").pid()))
                .redirectErrorStream(true)
                .start();
        try (BufferedReader out = kill.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).isNull();
        }
        assertThat(kill.waitFor()).isZero();
    }
}
