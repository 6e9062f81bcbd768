package dev.freshet.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.ForkedPipeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;

/** The {@link Histories} in this process and in workers. More by hand: {@code -Dfreshet.thorough=250 -Dfreshet.seed=7}. */
final class HistoriesTest {
    private static final int HISTORIES = 400 * Integer.getInteger("freshet.thorough", 1);
    private static final long SEED = Long.getLong("freshet.seed", 1);
    /** The number of the only history to be run; all if negative. */
    private static final int ONLY = Integer.getInteger("freshet.history", -1);

    /** Worker processes take longer. */
    private static final int RARITY_OF_PROCESSES = 60;

    /** In memory where there is such a directory: most of the time would be spent waiting for the disk. */
    @TempDir(factory = InMemory.class)
    Path directory;

    static final class InMemory implements TempDirFactory {
        private static final Path SHARED_MEMORY = Path.of("/dev/shm");

        @Override
        public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext context) throws IOException {
            return Files.isWritable(SHARED_MEMORY)
                    ? Files.createTempDirectory(SHARED_MEMORY, "histories")
                    : Files.createTempDirectory("histories");
        }
    }

    /** Only without anything in the background it is the same each time which nodes a failure keeps from running. */
    private static final List<Histories.Manner> MANNERS = List.of(
            new Histories.Manner("SEQUENTIAL", Runner.sequential(), false, FailurePolicy.FAIL_FAST, false),
            new Histories.Manner("SEQUENTIAL_TEE", Runner.sequential(), true, FailurePolicy.KEEP_GOING, false),
            new Histories.Manner("THREADS", Runner.threads(3), false, FailurePolicy.KEEP_GOING, false),
            new Histories.Manner("THREADS_TEE", Runner.threads(3), true, FailurePolicy.KEEP_GOING, false),
            new Histories.Manner("AUTO_TEE", Runner.auto(), true, FailurePolicy.KEEP_GOING, false));

    private static final Histories.Manner PROCESSES = new Histories.Manner(
            "PROCESSES", Runner.processes(2, ForkedPipeline.option()), true, FailurePolicy.KEEP_GOING, true);

    @Test
    void run_afterAnyHistory_isMinimalAndEqualsACleanBuild() {
        Histories histories = new Histories(directory, SEED);
        IntStream.range(0, HISTORIES)
                .filter(number -> ONLY < 0 || number == ONLY)
                .parallel()
                .forEach(number -> histories.history(number, MANNERS.get(number % MANNERS.size())));
        System.out.println(HISTORIES + " histories from " + histories);
        assertThat(histories.shortcuts())
                .as("runs that looked at stamps only")
                .isGreaterThan(HISTORIES / Histories.SETTLED);
    }

    /** One after the other, since worker processes know only one pipeline at a time. */
    @Test
    void run_inProcesses_isMinimalAndEqualsACleanBuild() {
        Histories histories = new Histories(directory, SEED);
        IntStream.range(0, HISTORIES / RARITY_OF_PROCESSES).forEach(number -> histories.history(number, PROCESSES));
        System.out.println(HISTORIES / RARITY_OF_PROCESSES + " histories in processes from " + histories);
    }

    static void deleteQuietly(Path directory) {
        try {
            delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void delete(Path directory) throws IOException {
        Histories.delete(directory);
    }
}
