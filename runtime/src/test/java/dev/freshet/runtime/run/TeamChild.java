package dev.freshet.runtime.run;

import dev.freshet.runtime.TestPipeline;
import dev.freshet.runtime.hook.DatasetEvent;
import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.runtime.hook.NodeStart;
import dev.freshet.runtime.hook.RunListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A process that runs a pipeline in its own checkout until all is up to date. The outputs are stored in a directory that
 * all checkouts share. Each node leaves a line in a file beside it, which no part of Freshet knows of.
 */
final class TeamChild {
    /** As many nodes can run at a time. */
    static final int WIDTH = 16;
    /** In one process. */
    static final int THREADS = 3;

    private static final String CAUSE = "took ";

    private TeamChild() {}

    /** Where a process is stopped: there it waits until somebody says that it may go on. */
    enum Point {
        NOWHERE,
        STARTED,
        IN_NODE,
        SAVED
    }

    /**
     * What a team shares.
     *
     * @param root the directory with everything
     * @param nodes how many nodes there are
     * @param millis how long a node works
     */
    record Team(Path root, int nodes, int millis) {
        Path data() {
            return root.resolve("data");
        }

        Path audit() {
            return root.resolve("audit");
        }

        /** The results that processes were told to be recorded. */
        Path acknowledged() {
            return root.resolve("acknowledged");
        }

        Path state() {
            return root.resolve("state");
        }

        /** A checkout of this team, which is made if it does not exist. */
        Path checkout(String name) throws IOException {
            Path project = root.resolve(name);
            Path base = Files.createDirectories(project.resolve("conf/base"));
            Files.createDirectories(data());
            StringBuilder catalog = new StringBuilder("raw: {type: text, path: " + root.resolve("raw.txt") + "}\n");
            for (int node = 0; node < nodes; node++) {
                catalog.append("d" + node + ": {type: text, path: " + data().resolve("d" + node + ".txt") + "}\n");
            }
            Files.writeString(base.resolve("catalog.yml"), catalog);
            Files.writeString(
                    base.resolve("run.yml"),
                    "state: {path: " + state() + ", dead_after: 1}\nshared_paths: [" + root + "]\n");
            return project;
        }

        /** Each node makes one dataset, of the one that the node {@link #WIDTH} before it made. */
        String graph() {
            StringBuilder graph = new StringBuilder();
            for (int node = 0; node < nodes; node++) {
                String input = node < WIDTH ? "raw" : "d" + (node - WIDTH);
                graph.append("n" + node + " = P.n" + node + "(" + input + ") -> d" + node + "\n");
            }
            return graph.toString();
        }

        /** What a node leaves. */
        static String made(String input, int node) {
            return (input.length() > 500 ? Integer.toString(input.hashCode()) : input) + "." + node;
        }
    }

    /** Arguments: the team's directory, the number of nodes, their milliseconds, the checkout, the point. */
    public static void main(String[] arguments) throws IOException {
        Team team = new Team(Path.of(arguments[0]), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
        Path checkout = team.checkout(arguments[3]);
        Point point = Point.valueOf(arguments[4]);
        System.out.println("ready");
        boolean isDone = false;
        while (!isDone) {
            RunReport report = run(team, checkout, point);
            append(
                    team.acknowledged(),
                    report.nodes().stream()
                            .filter(NodeReport.Succeeded.class::isInstance)
                            .map(node -> report.runId() + " " + node.node() + "\n")
                            .toList());
            for (NodeReport node : report.nodes()) {
                if (node instanceof NodeReport.Failed failed) {
                    System.out.println(failed.node() + ": " + failed.cause().getMessage());
                    if (!String.valueOf(failed.cause().getMessage()).contains(CAUSE)) {
                        failed.cause().printStackTrace();
                        System.exit(1);
                    }
                }
            }
            isDone = report.succeeded() || point != Point.NOWHERE;
        }
        System.out.println("done");
    }

    static RunReport run(Team team, Path checkout, Point point) {
        String process = Long.toString(ProcessHandle.current().pid());
        TestPipeline pipeline = new TestPipeline(team.graph());
        for (int i = 0; i < team.nodes(); i++) {
            int node = i;
            pipeline.node("n" + node, (in, context) -> {
                append(team.audit(), List.of("n" + node + " of " + in[0].hashCode() + " by " + process + "\n"));
                if (point == Point.IN_NODE) {
                    stopHere(team);
                }
                LockSupport.parkNanos(team.millis() * 1_000_000L);
                return new Object[] {Team.made((String) in[0], node) + (point == Point.NOWHERE ? "" : "late")};
            });
        }
        return Run.of(pipeline)
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
        while (!Files.exists(team.root().resolve("go on"))) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** Appends lines in one write, as the operating system does it for processes that append to one file. */
    private static void append(Path file, List<String> lines) {
        try {
            Files.write(
                    file,
                    String.join("", lines).getBytes(StandardCharsets.UTF_8),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
