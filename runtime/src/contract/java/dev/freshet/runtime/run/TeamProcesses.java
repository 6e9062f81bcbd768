package dev.freshet.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.dataset.backend.StateBackendProvider;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The processes of a test, by checkout. They end with it. */
public final class TeamProcesses implements AutoCloseable {
    /** No test waits longer for a process. */
    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(4);

    private final Team team;
    private final Path services;
    private final Map<String, Process> processes = new TreeMap<>();

    /** Processes that work for a team. */
    public TeamProcesses(Team team) throws IOException {
        this.team = team;
        services = team.root().resolve("services");
        Path names = Files.createDirectories(services.resolve("META-INF/services"));
        Files.writeString(names.resolve(StateBackendProvider.class.getName()), AcknowledgingProvider.class.getName());
    }

    /** The checkouts of processes that were started. */
    public List<String> checkouts() {
        return List.copyOf(processes.keySet());
    }

    /** Starts a process in a checkout, whose earlier process has ended. */
    public Process start(String checkout, TeamChild.Point point, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-cp",
                        services + File.pathSeparator + System.getProperty("java.class.path"),
                        TeamChild.class.getName(),
                        team.root().toString(),
                        checkout,
                        point.name())
                .redirectErrorStream(true)
                .redirectOutput(output(checkout));
        builder.environment().putAll(environment);
        Process process = builder.start();
        processes.put(checkout, process);
        return process;
    }

    /** Starts a process that does all there is to do. */
    public Process start(String checkout) throws IOException {
        return start(checkout, TeamChild.Point.NOWHERE, Map.of());
    }

    /** Starts processes that begin when all are ready. */
    public void startTogether(Collection<String> checkouts) throws IOException {
        Files.delete(team.begin());
        for (String checkout : checkouts) {
            start(checkout);
        }
        for (String checkout : checkouts) {
            awaitSaying(checkout, "ready");
        }
        Files.createFile(team.begin());
    }

    public Process get(String checkout) {
        return processes.get(checkout);
    }

    private ProcessBuilder.Redirect output(String checkout) {
        return ProcessBuilder.Redirect.appendTo(
                team.root().resolve(checkout + ".out").toFile());
    }

    /** What the processes of a checkout have said. */
    public String said(String checkout) throws IOException {
        return Files.readString(team.root().resolve(checkout + ".out"));
    }

    /** Waits until a process has said something. */
    public void awaitSaying(String checkout, String text) throws IOException {
        long end = System.nanoTime() + PATIENCE;
        while (!said(checkout).contains(text)) {
            assertThat(get(checkout).isAlive() && System.nanoTime() < end)
                    .as("%s: %s", checkout, said(checkout))
                    .isTrue();
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** Waits until a process has ended well. */
    public void awaitEnd(String checkout) throws IOException, InterruptedException {
        boolean isOver = get(checkout).waitFor(PATIENCE, TimeUnit.NANOSECONDS);
        assertThat(isOver && get(checkout).exitValue() == 0)
                .as("%s: %s", checkout, said(checkout))
                .isTrue();
    }

    /** Waits until all processes have ended well. */
    public void awaitEnd() throws IOException, InterruptedException {
        for (String checkout : checkouts()) {
            awaitEnd(checkout);
        }
    }

    /** Sends a signal, such as {@code STOP}. */
    public void signal(String checkout, String signal) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder(
                        "kill", "-" + signal, Long.toString(get(checkout).pid()))
                .inheritIO()
                .start();
        assertThat(kill.waitFor(10, TimeUnit.SECONDS) && kill.exitValue() == 0).isTrue();
    }

    @Override
    public void close() {
        processes.values().forEach(Process::destroyForcibly);
        processes
                .values()
                .forEach(process ->
                        process.onExit().orTimeout(10, TimeUnit.SECONDS).join());
    }
}
