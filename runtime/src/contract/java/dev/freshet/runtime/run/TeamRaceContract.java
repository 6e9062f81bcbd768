package dev.freshet.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.freshet.runtime.TestPipeline;
import dev.freshet.runtime.run.Team.Work;
import dev.freshet.runtime.state.NodeRecord;
import dev.freshet.runtime.state.shared.SharedStateStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes that work on the same data at the same time, over every kind of state, judged by files that the nodes write
 * and Freshet does not know. More of them by hand: {@code -Dfreshet.thorough=5}, and kills for five minutes:
 * {@code -Dfreshet.kills.seconds=300}.
 */
@Timeout(value = 900, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class TeamRaceContract {
    static final int THOROUGH = Integer.getInteger("freshet.thorough", 1);
    private static final long SEED = Long.getLong("freshet.seed", 1);
    private static final int PROCESSES = THOROUGH == 1 ? 3 : THOROUGH < 5 ? 5 : 8;
    private static final List<String> CHECKOUTS =
            IntStream.range(0, PROCESSES).mapToObj(i -> "checkout" + i).toList();
    private static final int KILLS = PROCESSES;
    private static final int NODES = THOROUGH == 1 ? 48 : 40 * THOROUGH;
    private static final long KILLING = TimeUnit.SECONDS.toNanos(Integer.getInteger("freshet.kills.seconds", 0));
    private static final Pattern RUN = Pattern.compile("(n\\d+ of -?\\d+) by (\\d+)");

    static final String TEXT = "{type: text, path: data/%s.txt}";
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int TIMED_NODES = 12;

    @TempDir
    Path root;

    /** A new state. */
    protected abstract Team.Place place() throws Exception;

    /** Whether processes with wrong clocks are part of each build; otherwise only of thorough ones. */
    protected boolean isClockAlwaysTested() {
        return false;
    }

    /** The processes that ran each node, by node and content of its input. */
    static Map<String, List<Long>> runs(Team team) throws IOException {
        Map<String, List<Long>> runs = new TreeMap<>();
        for (String line : Files.readAllLines(team.audit())) {
            Matcher run = RUN.matcher(line);
            assertThat(run.matches()).as(line).isTrue();
            runs.computeIfAbsent(run.group(1), key -> new ArrayList<>()).add(Long.parseLong(run.group(2)));
        }
        return runs;
    }

    static void assertWhatACleanRunLeaves(Team team, String raw) {
        List<String> made = team.made(raw);
        for (int node = 0; node < made.size(); node++) {
            assertThat(team.data().resolve("d" + node + ".txt")).hasContent(made.get(node));
        }
    }

    @Test
    final void processesAtTheSameTime_doEachPieceOfWorkOnce() throws Exception {
        Team team = Team.create(root, place(), new Work(NODES, 50, 60, PROCESSES, TEXT));
        long begin = System.nanoTime();
        try (TeamProcesses processes = new TeamProcesses(team)) {
            processes.startTogether(CHECKOUTS);
            processes.awaitEnd();
        }
        TeamLog log = TeamLog.read(team);
        System.out.printf(
                "%s: %d processes, %d nodes: %d ms, log of %d entries, nodes by process: %s%n",
                getClass().getSimpleName(),
                PROCESSES,
                NODES,
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin),
                log.last(),
                shares(team));
        assertThat(runs(team))
                .hasSize(NODES)
                .allSatisfy((key, by) -> assertThat(by).as(key).hasSize(1));
        assertWhatACleanRunLeaves(team, "raw");
        log.assertThatNothingAcknowledgedIsLost();
    }

    private static List<Integer> shares(Team team) throws IOException {
        Map<Long, Integer> shares = new TreeMap<>();
        runs(team).values().forEach(by -> by.forEach(process -> shares.merge(process, 1, Integer::sum)));
        return List.copyOf(shares.values());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    final void clocksAnHourApart_claimsAreKept_andVersionsHaveTheOrderOfTheLog() throws Exception {
        assumeTrue(isClockAlwaysTested() || THOROUGH > 1, "only with -Dfreshet.thorough=2 or more");
        Map<String, String> ahead = WrongClock.ahead(HOUR);
        Work work = new Work(TIMED_NODES, 100, 60, 2, "{type: text, path: data/%s.txt, versioned: true}");
        Team team = Team.create(root, place(), work);
        try (TeamProcesses processes = new TeamProcesses(team)) {
            processes.start("ahead", TeamChild.Point.NOWHERE, ahead);
            processes.start("right");
            processes.awaitEnd();
            WrongClock.assertAhead(processes.said("ahead"), HOUR);
            team.give("second");
            processes.start("ahead", TeamChild.Point.NOWHERE, ahead);
            processes.awaitEnd("ahead");
            team.give("third");
            processes.start("right");
            processes.awaitEnd("right");
            assertThatTheLastIsOf(processes.said("right"), team);
        }
        assertThat(runs(team))
                .hasSize(3 * TIMED_NODES)
                .allSatisfy((key, by) -> assertThat(by).as(key).hasSize(1));
        for (int node = 0; node < TIMED_NODES; node++) {
            assertThat(versions(team, "d" + node))
                    .containsExactly(
                            team.made("raw").get(node),
                            team.made("second").get(node),
                            team.made("third").get(node));
        }
        assertThat(TeamChild.run(team, team.checkout("reader")).orThrow().upToDateNodes())
                .isEqualTo(TIMED_NODES);
        TeamLog.read(team).assertThatNothingAcknowledgedIsLost();
    }

    /** The last results are those of a process, although the times of others are later. */
    private static void assertThatTheLastIsOf(String said, Team team) throws IOException {
        Path checkout = team.checkout("historian");
        try (SharedStateStore state = SharedStateStore.open(
                checkout.resolve(".freshet"),
                AcknowledgingProvider.open(team, checkout),
                new SharedStateStore.Settings("the state", "historian", HOUR, warning -> {}))) {
            Collection<NodeRecord> last = state.nodes(TestPipeline.class.getName());
            assertThat(last).hasSize(TIMED_NODES).allSatisfy(result -> {
                assertThat(said).contains("done: " + result.node() + " in run " + result.runId());
                NodeRecord before = state.history(result.slot()).get(1);
                assertThat(result.finished()).isBefore(before.finished());
            });
        }
    }

    /** The contents of all versions, in the order of their names. */
    private static List<String> versions(Team team, String dataset) throws IOException {
        List<String> contents = new ArrayList<>();
        String file = dataset + ".txt";
        try (Stream<Path> versions = Files.list(team.data().resolve(file))) {
            for (Path version : versions.sorted().toList()) {
                contents.add(Files.readString(version.resolve(file)));
            }
        }
        return contents;
    }

    @Test
    final void killedProcesses_loseNothingThatWasAcknowledged() throws Exception {
        System.out.println("seed " + SEED);
        Random random = new Random(SEED);
        // A busy machine makes no living process seem dead within 30 seconds; the next one in a checkout need not wait.
        Team team = Team.create(root, place(), new Work(NODES, THOROUGH == 1 ? 200 : 1_000, 30, 0, TEXT));
        Set<Long> killed = new HashSet<>();
        int rounds = 0;
        long end = System.nanoTime() + KILLING;
        StringBuilder said = new StringBuilder();
        try (TeamProcesses processes = new TeamProcesses(team)) {
            do {
                rounds++;
                team.give("raw" + rounds);
                for (String checkout : CHECKOUTS) {
                    processes.start(checkout);
                }
                kill(team, processes, random, killed, end);
                processes.awaitEnd();
                assertWhatACleanRunLeaves(team, "raw" + rounds);
            } while (System.nanoTime() < end);
            for (String checkout : CHECKOUTS) {
                said.append('\n').append(checkout).append(": ").append(processes.said(checkout));
            }
        }
        Map<String, List<Long>> runs = runs(team);
        int again = runs.values().stream().mapToInt(by -> by.size() - 1).sum();
        TeamLog log = TeamLog.read(team);
        System.out.printf(
                "%s: %d rounds of %d nodes, %d processes, %d kills, %d runs more than nodes, log of %d entries%n",
                getClass().getSimpleName(), rounds, NODES, PROCESSES, killed.size(), again, log.last());
        assertThat(runs).hasSize(rounds * NODES);
        // A node runs again only if the process was killed that ran it before.
        assertThat(runs)
                .allSatisfy((key, by) ->
                        assertThat(killed).as("%s by %s; %s", key, by, said).containsAll(by.subList(0, by.size() - 1)));
        log.assertThatNothingAcknowledgedIsLost();
    }

    /** Kills a process about every two seconds, and starts another one in its place, until one has nothing left to do. */
    private static void kill(Team team, TeamProcesses processes, Random random, Set<Long> killed, long end)
            throws Exception {
        long seen = Files.exists(team.audit()) ? Files.size(team.audit()) : 0;
        while (isKilling(killed, end) && awaitNode(team, processes, seen)) {
            long pause = THOROUGH == 1 ? random.nextInt(200) : 1_500 + random.nextInt(1_000);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pause));
            seen = Files.size(team.audit());
            String checkout = victim(team, processes, random);
            Process process = processes.get(checkout);
            process.destroyForcibly();
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            if (process.exitValue() != 0) {
                killed.add(process.pid());
            }
            processes.start(checkout);
        }
    }

    private static boolean isKilling(Set<Long> killed, long end) {
        return KILLING > 0 ? System.nanoTime() < end : killed.size() < KILLS;
    }

    /** Waits until a node begins; returns false if a process has nothing left to do. */
    private static boolean awaitNode(Team team, TeamProcesses processes, long seen) throws IOException {
        while (processes.checkouts().stream()
                .allMatch(checkout -> processes.get(checkout).isAlive())) {
            if (Files.exists(team.audit()) && Files.size(team.audit()) > seen) {
                return true;
            }
            LockSupport.parkNanos(1_000_000);
        }
        return false;
    }

    /** Any process, or the one that has begun a node last. */
    private static String victim(Team team, TeamProcesses processes, Random random) throws IOException {
        List<String> checkouts = processes.checkouts();
        String any = checkouts.get(random.nextInt(checkouts.size()));
        List<String> lines = Files.readAllLines(team.audit());
        String last = lines.get(lines.size() - 1);
        return random.nextBoolean()
                ? any
                : checkouts.stream()
                        .filter(checkout ->
                                last.endsWith(" by " + processes.get(checkout).pid()))
                        .findFirst()
                        .orElse(any);
    }
}
