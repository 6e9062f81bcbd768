package dev.freshet.runtime.team;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.team.TeamHistory.Figures;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Random histories of five people with one state, judged by a model that knows contents only: no digests, no stamps, no
 * log. Each has a checkout with code, parameters and inputs of its own, two environments, and outputs in the checkout,
 * elsewhere, or in files that several share; some read or write a cache of results. They change code, parameters and
 * data and take that back, pull each other's code, lose and damage outputs, accept and forget nodes, and run slices of
 * the pipeline, by force or only what is missing.
 *
 * <p><b>One after the other</b>, it is known what a run must do: a node runs if nobody has made what is there from what
 * there is, and nobody's result can be fetched. {@link SoloJudge} compares this with the calls that nodes noted: nothing
 * stale, nothing needless. If a machine died, its results may count or not, since nobody knows which of its last
 * requests were carried out; but what its run acknowledged must count for its own checkout as long as nobody else has
 * worked on the same.
 *
 * <p><b>At the same time</b>, the same holds for those whose files nobody else uses, except that others' results may
 * come in time for the cache or not. {@link CrowdJudge} says what can be decided of those who share files. Runs after
 * that are judged exactly again: what was recorded must be what was really read and made, and must be known.
 *
 * <p>At the end, the lineage of datasets is compared with what nodes wrote into them: see {@link LineageJudge}.
 *
 * <p>More by hand: {@code -Dfreshet.thorough=50 -Dfreshet.seed=7}; one history: {@code -Dfreshet.history=12}.
 */
@Timeout(value = 7200, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class TeamModelTest {
    private static final int HISTORIES = 10 * Integer.getInteger("freshet.thorough", 1);
    private static final long SEED = Long.getLong("freshet.seed", 1);
    /** The number of the only history to be played; all if negative. */
    private static final int ONLY = Integer.getInteger("freshet.history", -1);

    private static final int STEPS = 14;
    /** More than there are processors, since some wait until a machine is taken for dead. */
    private static final int AT_A_TIME = 4;
    /** After so many histories that went wrong, no more are played. */
    private static final int MOST_SHOWN = 3;

    private final AtomicInteger wrongHistories = new AtomicInteger();

    private record Played(Figures figures, List<String> wrong) {}

    @Test
    void historiesOfATeam_areNeverStale_neverNeedless_andTellTheirLineage() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
        Figures figures = Figures.NONE;
        List<String> wrong = new ArrayList<>();
        try {
            List<Future<Played>> playing = new ArrayList<>();
            for (int i = 0; i < HISTORIES; i++) {
                int number = i;
                if (ONLY < 0 || ONLY == number) {
                    playing.add(threads.submit(() -> play(number)));
                }
            }
            for (Future<Played> one : playing) {
                figures = figures.plus(one.get().figures());
                wrong.addAll(one.get().wrong());
            }
        } finally {
            threads.shutdownNow();
        }
        System.out.println(HISTORIES + " histories from seed " + SEED + ": " + figures);
        assertThat(wrong).as(String.join("\n\n", wrong)).isEmpty();
        assertThat(figures.runs()).isPositive();
    }

    private Played play(int number) throws IOException {
        if (wrongHistories.get() >= MOST_SHOWN) {
            return new Played(Figures.NONE, List.of());
        }
        Path memory = Path.of("/dev/shm");
        Path root = Files.isWritable(memory)
                ? Files.createTempDirectory(memory, "team")
                : Files.createTempDirectory("team");
        try (TeamHistory history = new TeamHistory(SEED * 1_000_003 + number, root)) {
            for (int step = 0; step <= STEPS; step++) {
                List<String> wrong = step(history, step == STEPS);
                if (!wrong.isEmpty()) {
                    wrongHistories.incrementAndGet();
                    return new Played(
                            history.figures(),
                            List.of("history " + number + "\n" + String.join("\n", history.story()) + "\n=> "
                                    + String.join("\n=> ", wrong)));
                }
            }
            return new Played(history.figures(), List.of());
        } finally {
            delete(root);
        }
    }

    private static List<String> step(TeamHistory history, boolean isLast) throws IOException {
        try {
            return isLast ? history.lineage() : history.step();
        } catch (RuntimeException e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            return List.of(trace.toString());
        }
    }

    private static void delete(Path root) throws IOException {
        try (var files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
