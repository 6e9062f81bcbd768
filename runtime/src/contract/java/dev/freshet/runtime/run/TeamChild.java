package dev.freshet.runtime.run;

import dev.freshet.runtime.TestPipeline;
import dev.freshet.runtime.hook.DatasetEvent;
import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.runtime.hook.NodeStart;
import dev.freshet.runtime.hook.RunListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A process that runs a pipeline in its own checkout until all is up to date. Each node leaves a line in a file that no
 * part of Freshet knows.
 */
public final class TeamChild {
    /** In one process. */
    static final int THREADS = 3;

    /** No process waits longer for others, which may have started too late on a busy machine. */
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);

    private static final long BEGIN = System.nanoTime();

    private static final String CAUSE = "took ";

    private TeamChild() {}

    /** Where a process is stopped: there it waits until somebody says that it may go on. */
    public enum Point {
        NOWHERE,
        STARTED,
        IN_NODE,
        SAVED,
        /** Somebody else stops it there; its nodes make something that others do not make. */
        ELSEWHERE
    }

    /** Arguments: the team's directory, the checkout, the point. Waits until it may begin. */
    public static void main(String[] arguments) throws IOException {
        Team team = Team.of(Path.of(arguments[0]));
        Path checkout = team.notingCheckout(arguments[1]);
        Point point = Point.valueOf(arguments[2]);
        AcknowledgingProvider.note(team, checkout);
        System.out.println("ready, process " + ProcessHandle.current().pid() + ", clock " + Instant.now());
        waitFor(team.begin());
        boolean isDone = false;
        while (!isDone) {
            RunReport report = run(team, checkout, point);
            for (NodeReport node : report.nodes()) {
                if (node instanceof NodeReport.Succeeded) {
                    System.out.println("done: " + node.node() + " in run " + report.runId());
                }
                if (node instanceof NodeReport.Failed failed) {
                    System.out.println(failed.node() + ": " + failed.cause().getMessage());
                    if (!String.valueOf(failed.cause().getMessage()).contains(CAUSE)) {
                        failed.cause().printStackTrace(System.out);
                        System.exit(1);
                    }
                }
            }
            isDone = report.succeeded() || point != Point.NOWHERE;
        }
        System.out.println("done");
    }

    /** Runs in this process. */
    public static RunReport run(Team team, Path checkout) {
        return run(team, checkout, Point.NOWHERE);
    }

    private static TestPipeline pipeline(Team team, Point point) {
        String process = Long.toString(ProcessHandle.current().pid());
        TestPipeline pipeline = new TestPipeline(team.graph());
        for (int i = 0; i < team.work().nodes(); i++) {
            int node = i;
            pipeline.node("n" + node, (in, context) -> {
                Team.append(team.audit(), "n" + node + " of " + in[0].hashCode() + " by " + process + "\n");
                awaitOthers(team, process);
                if (point == Point.IN_NODE) {
                    stopHere(team);
                }
                LockSupport.parkNanos(team.work().millis() * 1_000_000L);
                return new Object[] {Team.made((String) in[0], node) + (point == Point.NOWHERE ? "" : "late")};
            });
        }
        return pipeline;
    }

    /** So that no process has claimed everything before others begin. */
    private static void awaitOthers(Team team, String process) throws IOException {
        if (team.work().together() > 0) {
            Files.write(team.atWork().resolve(process), new byte[0]);
            while (count(team.atWork()) < team.work().together() && System.nanoTime() - BEGIN < PATIENCE) {
                LockSupport.parkNanos(5_000_000);
            }
        }
    }

    private static long count(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.count();
        }
    }

    private static RunReport run(Team team, Path checkout, Point point) {
        return Run.of(pipeline(team, point))
                .runner(Runner.threads(THREADS))
                .onFailure(FailurePolicy.KEEP_GOING)
                .conf(checkout.resolve("conf"))
                .listener(new RunListener() {
                    @Override
                    public void nodeStarted(NodeStart node, int tried) {
                        if (point == Point.STARTED) {
                            stopHere(team);
                        }
                    }

                    @Override
                    public void datasetSaved(DatasetEvent save) {
                        if (point == Point.SAVED) {
                            stopHere(team);
                        }
                    }
                })
                .start();
    }

    /** Says that the point is reached, and waits. */
    private static void stopHere(Team team) {
        System.out.println("here");
        waitFor(team.goOn());
    }

    private static void waitFor(Path file) {
        while (!Files.exists(file)) {
            LockSupport.parkNanos(1_000_000);
        }
    }
}
