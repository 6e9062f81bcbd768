package dev.freshet.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.ForkedPipeline;
import dev.freshet.runtime.TestPipeline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A run in a process of its own, to which something happens. */
final class FaultyProcess {
    private static final String GRAPH = """
            a = P.a(in) -> x
            b = P.b(x) -> y
            c = P.c() -> z
            d = P.d(y) -> w
            """;
    private static final int MUCH = 2_000_000;
    private static final long SECONDS = 90;

    private final Process process;
    private final Path project;
    private final CompletableFuture<Long> exit;

    private FaultyProcess(Process process, Path project) {
        this.process = process;
        this.project = project;
        exit = process.onExit().thenApply(ended -> System.currentTimeMillis());
    }

    /**
     * What is known of a process that has ended.
     *
     * @param idleMillis how much of the time after its last node it only waited
     */
    record Ended(int code, String text, long millisAfterLastNode, long idleMillis) {}

    /** The program. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) {
            System.exit(Freshet.main(ForkedPipeline.create(), arguments));
        }
    }

    /** Nodes that note when they begin and end. */
    public static final class Nodes implements ForkedPipeline.Script {
        @Override
        public TestPipeline pipeline(List<String> lines) {
            Path project = Path.of(lines.get(0));
            String fault = lines.get(1);
            return new TestPipeline(GRAPH)
                    .node("a", (in, context) -> made(project, "a", in[0] + "1"))
                    .node("b", (in, context) -> {
                        boolean isFirst = note(project, "begun b");
                        if (fault.equals("waits") || (fault.equals("waits once") && isFirst)) {
                            new CountDownLatch(1).await();
                        }
                        return made(project, "b", fault.equals("much") ? "y".repeat(MUCH) : in[0] + "2");
                    })
                    .node("c", (in, context) -> made(project, "c", "c"))
                    .node("d", (in, context) -> made(project, "d", in[0] + "3"));
        }

        private static Object[] made(Path project, String node, String value) throws IOException {
            note(project, "ended " + node + " " + System.currentTimeMillis());
            return new Object[] {value};
        }

        /** Returns whether the line is noted for the first time. */
        private static boolean note(Path project, String line) throws IOException {
            Path notes = project.resolve("notes");
            boolean isFirst =
                    Files.notExists(notes) || !Files.readAllLines(notes).contains(line);
            Files.writeString(notes, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            return isFirst;
        }
    }

    /** What a dataset holds after a run to which nothing happens. */
    static String clean(String dataset) {
        return switch (dataset) {
            case "x" -> "in1";
            case "y" -> "in12";
            case "z" -> "c";
            default -> "in123";
        };
    }

    static void writeProject(Path project) throws IOException {
        Path base = Files.createDirectories(project.resolve("conf/base"));
        StringBuilder catalog = new StringBuilder("in: {type: text, path: in.txt}\n");
        for (String name : List.of("x", "y", "z", "w")) {
            catalog.append(name + ": {type: text, path: out/" + name + ".txt}\n");
        }
        Files.writeString(base.resolve("catalog.yml"), catalog);
        Files.writeString(project.resolve("in.txt"), "in");
        Files.createDirectory(project.resolve("out"));
    }

    static FaultyProcess start(Path project, ProcessFault fault, String runner) throws IOException {
        String how = fault.waits() ? "waits" : fault.makesMuch() ? "much" : "none";
        if (fault == ProcessFault.KILLED_WORKER) {
            how = "waits once";
        }
        ForkedPipeline.of(Nodes.class, List.of(project.toString(), how));
        List<String> java = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                ForkedPipeline.option(),
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                "run",
                "--keep-going",
                "--runner",
                runner,
                "--conf-source",
                project.resolve("conf").toString()));
        if (runner.startsWith("processes")) {
            java.addAll(List.of("--worker-options", ForkedPipeline.option() + " -XX:TieredStopAtLevel=1"));
        }
        ProcessBuilder builder = new ProcessBuilder(shell(fault));
        builder.command().addAll(java);
        builder.environment().put("TOLD", project.resolve("told").toString());
        return new FaultyProcess(builder.start(), project);
    }

    /** A shell that starts the program given as arguments, and sees to its output. Reads nothing, so that pipes break. */
    private static List<String> shell(ProcessFault fault) {
        String command = "exec \"$0\" \"$@\"";
        String toFile = " > \"$TOLD\" 2>&1";
        String script = switch (fault) {
            case LARGEST_FILE -> "ulimit -f 512; " + command + toFile;
            case NO_PERMISSION, UNREADABLE_INPUT ->
                isRoot()
                        ? "exec setpriv --bounding-set=-dac_override,-dac_read_search \"$0\" \"$@\"" + toFile
                        : command + toFile;
            case FULL_OUTPUT -> command + " > /dev/full 2> \"$TOLD\"";
            // The reader has gone before the program begins.
            case CLOSED_OUTPUT -> command + " 2> \"$TOLD\"";
            case CLOSED_OUTPUT_AND_ERRORS -> command + " 2>&1";
            default -> command + toFile;
        };
        return new ArrayList<>(List.of("/bin/sh", "-c", script));
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    static int call(String... command) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            return -1;
        }
    }

    private List<String> notes() throws IOException {
        Path notes = project.resolve("notes");
        return Files.exists(notes) ? Files.readAllLines(notes) : List.of();
    }

    /** Waits until the second node is called for that time, counted from 1. */
    void awaitNode(int call) throws IOException {
        await("call " + call + " of the second node", () -> Collections.frequency(notes(), "begun b") >= call);
    }

    /** Waits until a dataset is saved. */
    void awaitFile(String file) throws IOException {
        await(file, () -> Files.exists(project.resolve(file)));
    }

    /** Something that is the case sooner or later. */
    private interface Condition {
        boolean holds() throws IOException;
    }

    private void await(String what, Condition condition) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!condition.holds()) {
            assertThat(process.isAlive()).as("the run goes on until %s", what).isTrue();
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
    }

    /** Waits for a time that may be anywhere in the run. */
    void awaitMillis(int millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }

    void kill() {
        process.destroyForcibly();
    }

    /** The node of the worker ends with it. */
    void killWorkers() throws IOException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        Nodes.note(project, "ended b " + System.currentTimeMillis());
    }

    void terminate() {
        process.toHandle().destroy();
    }

    /** Waits for the end of the process, and of all that it started. */
    Ended end() throws Exception {
        List<ProcessHandle> workers = process.descendants().toList();
        process.getInputStream().close();
        process.getErrorStream().close();
        IdleTime idle = new IdleTime();
        assertThat(idle.watch(process, SECONDS)).as("the run ends").isTrue();
        for (ProcessHandle worker : workers) {
            worker.onExit().get(SECONDS, TimeUnit.SECONDS);
        }
        long last = notes().stream()
                .filter(line -> line.startsWith("ended "))
                .mapToLong(line -> Long.parseLong(line.split(" ")[2]))
                .max()
                .orElse(0);
        Path told = project.resolve("told");
        String text = Files.exists(told) ? Files.readString(told, StandardCharsets.UTF_8) : "";
        long ended = exit.get(SECONDS, TimeUnit.SECONDS);
        return new Ended(process.exitValue(), text, last == 0 ? 0 : ended - last, last == 0 ? 0 : idle.after(last));
    }

    void destroy() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
