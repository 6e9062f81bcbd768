package dev.freshet.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures what it costs a run to be watched, for {@code docs/performance.md}: the time of whole processes that run
 * 100,000 nodes, each process with another kind of watcher, in turn. Only {@code -Dtest=ServeMeasurements} runs it.
 */
final class ServeMeasurements {
    private static final int NODES = Integer.getInteger("freshet.nodes", 100_000);
    private static final int ROUNDS = Integer.getInteger("freshet.rounds", 9);
    private static final int WARM_UP = 1;

    @TempDir
    private Path directory;

    /** Who watches a run. */
    private enum Watcher {
        /** The run is not served. */
        NONE,
        /** It is served, and nobody watches. */
        NOBODY,
        /** A reader takes all that he is told. */
        READER,
        /** A reader connects and never takes anything. */
        STUCK,
        /** A reader is killed at once. */
        KILLED,
        /** The run is not served, once more: how much the times of equal runs differ. */
        NONE_AGAIN;

        boolean isServed() {
            return this != NONE && this != NONE_AGAIN;
        }
    }

    private Process start(Watcher watcher) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ServedRun.class.getName(),
                String.valueOf(NODES),
                "run",
                "--runner",
                "threads:2"));
        if (watcher.isServed()) {
            command.add("--serve");
        }
        return new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(Redirect.DISCARD)
                .start();
    }

    /** Runs a process; returns its seconds. */
    private double seconds(Watcher watcher) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process run = start(watcher);
        List<Socket> watching = new ArrayList<>();
        try (BufferedReader told = run.errorReader(StandardCharsets.UTF_8)) {
            for (String line = told.readLine(); line != null; line = told.readLine()) {
                int at = line.indexOf("http://");
                if (at >= 0 && watcher != Watcher.NOBODY) {
                    watching.add(connected(URI.create(line.substring(at)), watcher));
                }
            }
        }
        assertThat(run.waitFor()).isZero();
        double seconds = (System.nanoTime() - start) / 1e9;
        for (Socket socket : watching) {
            socket.close();
        }
        return seconds;
    }

    private static Socket connected(URI page, Watcher watcher) throws IOException {
        Socket socket = new Socket(page.getHost(), page.getPort());
        String request = "GET /events?" + page.getRawQuery() + " HTTP/1.1\r\nHost: " + page.getAuthority() + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        if (watcher == Watcher.KILLED) {
            socket.setSoLinger(true, 0);
            socket.close();
        } else if (watcher == Watcher.READER) {
            new Thread(() -> read(socket)).start();
        }
        return socket;
    }

    private static void read(Socket from) {
        try {
            InputStream in = from.getInputStream();
            byte[] buffer = new byte[1 << 16];
            while (in.read(buffer) >= 0) {
                // What it says does not matter.
            }
        } catch (IOException e) {
            // The server has ended.
        }
    }

    private static double median(List<Double> all) {
        return all.stream().sorted().toList().get(all.size() / 2);
    }

    @Test
    void runOfManyNodes_watchedAndNot() throws IOException, InterruptedException {
        Map<Watcher, List<Double>> seconds = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS + WARM_UP; round++) {
            for (Watcher watcher : Watcher.values()) {
                double took = seconds(watcher);
                if (round >= WARM_UP) {
                    seconds.computeIfAbsent(watcher, each -> new ArrayList<>()).add(took);
                }
            }
        }
        double none = median(seconds.getOrDefault(Watcher.NONE, List.of()));
        System.out.println();
        seconds.forEach((watcher, all) ->
                System.out.printf("| %s | %.2f s | %.3f |%n", watcher, median(all), median(all) / none));
    }
}
