package dev.freshet.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import dev.freshet.runtime.cli.Freshet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

/**
 * Measures what it costs a run to be watched, for {@code docs/performance.md}: 100,000 nodes that do nothing, in ten
 * thousand rows of ten. Only {@code -Dtest=ServeMeasurements} runs it.
 */
final class ServeMeasurements {
    private static final int NODES = Integer.getInteger("freshet.nodes", 100_000);
    private static final int ROUNDS = Integer.getInteger("freshet.rounds", 9);
    private static final int WARM_UP = 3;
    private static final List<Watcher> WATCHERS = Arrays.stream(
                    System.getProperty("freshet.watchers", "NONE,NOBODY,READER,STUCK,KILLED")
                            .split(","))
            .map(Watcher::valueOf)
            .toList();

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
        KILLED
    }

    private static GatedFlow flow() {
        StringBuilder graph = new StringBuilder();
        for (int i = 0; i < NODES; i++) {
            graph.append("n").append(i).append(" = P.n").append(i % 10).append('(');
            graph.append(i < 10 ? "" : "d" + (i - 10))
                    .append(") -> d")
                    .append(i)
                    .append('\n');
        }
        GatedFlow flow = new GatedFlow(graph.toString());
        flow.openAll();
        return flow;
    }

    /** Connects as soon as the address is printed. */
    private static final class Watch extends OutputStream {
        private final Watcher watcher;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();
        private Optional<Socket> socket = Optional.empty();
        private long bytes;
        private Thread reader = new Thread(() -> {});

        Watch(Watcher watcher) {
            this.watcher = watcher;
        }

        @Override
        public void write(int b) throws IOException {
            line.write(b);
            if (b == '\n') {
                String text = line.toString(StandardCharsets.UTF_8).strip();
                line.reset();
                if (text.contains("http://") && watcher != Watcher.NOBODY) {
                    connect(URI.create(text.substring(text.indexOf("http://"))));
                }
            }
        }

        private void connect(URI page) throws IOException {
            Socket connected = new Socket(page.getHost(), page.getPort());
            connected
                    .getOutputStream()
                    .write(("GET /events?" + page.getRawQuery() + " HTTP/1.1\r\nHost: " + page.getAuthority()
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            socket = Optional.of(connected);
            if (watcher == Watcher.KILLED) {
                connected.setSoLinger(true, 0);
                connected.close();
            } else if (watcher == Watcher.READER) {
                reader = new Thread(() -> read(connected));
                reader.start();
            }
        }

        private void read(Socket from) {
            try {
                InputStream in = from.getInputStream();
                byte[] buffer = new byte[1 << 16];
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    bytes += read;
                }
            } catch (IOException e) {
                // The server has ended.
            }
        }

        @Override
        public void close() throws IOException {
            if (socket.isPresent()) {
                socket.get().close();
            }
        }
    }

    private static Cost cost(GatedFlow flow, Watcher watcher) throws IOException, InterruptedException {
        PrintStream out = System.out;
        PrintStream err = System.err;
        try (Watch watch = new Watch(watcher);
                PrintStream told = new PrintStream(watch, true, StandardCharsets.UTF_8);
                PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            System.setOut(nowhere);
            System.setErr(told);
            String[] words = watcher == Watcher.NONE
                    ? new String[] {"run", "--runner", "threads:2"}
                    : new String[] {"run", "--runner", "threads:2", "--serve"};
            System.gc();
            long cpu = cpuNanos();
            long start = System.nanoTime();
            int code = Freshet.main(flow, words);
            Cost cost = new Cost(System.nanoTime() - start, cpuNanos() - cpu);
            assertThat(code).isZero();
            watch.reader.join();
            return cost;
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    /** What a run took, in nanoseconds: by the clock, and of processors, which others on the machine do not change. */
    private record Cost(long clock, long cpu) {}

    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private static double median(List<Cost> costs, ToLongFunction<Cost> part) {
        return costs.stream().mapToLong(part).sorted().toArray()[costs.size() / 2];
    }

    @Test
    void runOfManyNodes_watchedAndNot() throws IOException, InterruptedException {
        GatedFlow flow = flow();
        Map<Watcher, List<Cost>> costs = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS + WARM_UP; round++) {
            for (Watcher watcher : WATCHERS) {
                Cost cost = cost(flow, watcher);
                if (round >= WARM_UP) {
                    costs.computeIfAbsent(watcher, each -> new ArrayList<>()).add(cost);
                }
            }
        }
        List<Cost> none = costs.getOrDefault(Watcher.NONE, List.of());
        System.out.println();
        costs.forEach((watcher, all) -> System.out.printf(
                "| %s | %.0f ms | %.3f | %.0f ms | %.3f |%n",
                watcher,
                median(all, Cost::clock) / 1e6,
                median(all, Cost::clock) / median(none, Cost::clock),
                median(all, Cost::cpu) / 1e6,
                median(all, Cost::cpu) / median(none, Cost::cpu)));
        Threads.until(() -> Threads.named("freshet-serve") == 0);
    }
}
