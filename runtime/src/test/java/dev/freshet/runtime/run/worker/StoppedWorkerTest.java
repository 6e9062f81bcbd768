package dev.freshet.runtime.run.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.freshet.runtime.ForkedPipeline;
import dev.freshet.runtime.TestPipeline;
import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.runtime.hook.RunListener;
import dev.freshet.runtime.plan.DatasetRef;
import dev.freshet.runtime.run.Run;
import dev.freshet.runtime.run.RunHandle;
import dev.freshet.runtime.run.RunReport;
import dev.freshet.runtime.run.Runner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A worker process that somebody stops, for which the test lets the time pass. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class StoppedWorkerTest {
    private static final long POLL_NANOS = 1_000_000;
    /** More looks than a silent worker is given. */
    private static final long MOST_LOOKS = 10 * WorkerCommand.SILENCE.toSeconds();

    @TempDir
    Path project;

    /** A node that tells its process and stops it, and does nothing when it is called again. */
    public static final class Stopping implements ForkedPipeline.Script {
        @Override
        public TestPipeline pipeline(List<String> lines) {
            Path told = Path.of(lines.get(0));
            return new TestPipeline("a = P.a() -> x\n").node("a", (in, context) -> {
                if (Files.exists(told)) {
                    return new Object[] {"again"};
                }
                String pid = Long.toString(ProcessHandle.current().pid());
                Path unfinished = Files.writeString(Path.of(lines.get(0) + ".part"), pid);
                Files.move(unfinished, told, StandardCopyOption.ATOMIC_MOVE);
                new ProcessBuilder("/bin/kill", "-STOP", pid).start();
                new CountDownLatch(1).await();
                return new Object[0];
            });
        }
    }

    private ProcessHandle stopped(Path told) throws IOException {
        while (Files.notExists(told)) {
            LockSupport.parkNanos(POLL_NANOS);
        }
        String pid = Files.readString(told);
        while (!Files.readString(Path.of("/proc", pid, "stat")).contains(") T ")) {
            LockSupport.parkNanos(POLL_NANOS);
        }
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    /** The time passes as long as the process is there: it may still be heard of by what it has sent before. */
    private static void letTimePass(ProcessHandle process) {
        for (long looks = 0; looks < MOST_LOOKS && process.isAlive(); looks++) {
            Silence.lookAtAll();
        }
    }

    @Test
    void workerThatGivesNoSignOfLife_isReplaced() throws Exception {
        assumeThat(Files.exists(Path.of("/proc/self/stat"))).isTrue();
        assumeThat(Files.exists(Path.of("/bin/kill"))).as("there are signals").isTrue();
        Path told = project.resolve("told");
        List<String> lost = Collections.synchronizedList(new ArrayList<>());
        RunHandle run = Run.of(ForkedPipeline.of(Stopping.class, List.of(told.toString())))
                .runner(Runner.processes(1, ForkedPipeline.option()))
                .retryPause(Duration.ofMillis(1))
                .listener(new RunListener() {
                    @Override
                    public void nodeRetried(String node, int tried, Throwable cause, Duration pause) {
                        lost.add(cause.getMessage());
                    }
                })
                .launch();
        ProcessHandle worker = stopped(told);
        letTimePass(worker);
        RunReport report = run.await().orThrow();
        assertThat(report.get(new DatasetRef<String>("x"))).isEqualTo("again");
        assertThat(lost).containsExactly("worker process " + worker.pid() + " sent nothing for 2m");
        assertThat(((NodeReport.Succeeded) report.nodes().get(0)).timing().tries())
                .isEqualTo(2);
    }
}
