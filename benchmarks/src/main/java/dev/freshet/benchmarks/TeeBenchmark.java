package dev.freshet.benchmarks;

import dev.freshet.NodeContext;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.run.Run;
import dev.freshet.runtime.run.Runner;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Five nodes in a chain between slow files: an input, three results between the nodes, one at the end. Plain reads back
 * each of them; cached keeps the value in memory, but the node that makes it saves it before the next one starts; tee
 * saves while the others go on. The critical path is the load of the input, the nodes, and one save.
 */
public final class TeeBenchmark {
    private static final int NODES = 5;

    private TeeBenchmark() {}

    /** Node i makes d(i+1) of d(i); d5 has one node more behind it than there are files, so d4 is in memory. */
    private record Chain(PipelineGraph graph, long nodeNanos, int bytes) implements CompiledPipeline {
        static Chain of(long nodeNanos, int bytes) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < NODES; i++) {
                text.append("n" + i + " = P.n(d" + i + ") -> d" + (i + 1) + "\n");
            }
            return new Chain(PipelineGraph.parse(text.toString()), nodeNanos, bytes);
        }

        @Override
        public String name() {
            return "Chain";
        }

        @Override
        public Type type(int dataset) {
            return byte[].class;
        }

        @Override
        public Object[] invoke(int node, Object[] inputs, NodeContext context) throws InterruptedException {
            Thread.sleep(nodeNanos / 1_000_000);
            byte[] made = new byte[bytes];
            Arrays.fill(made, (byte) (((byte[]) inputs[0])[0] + 1));
            return new Object[] {made};
        }
    }

    /**
     * Prints medians.
     *
     * @param arguments milliseconds of a load's and of a save's latency and of a node, bytes of a value, bytes a
     *     second, rounds
     */
    public static void main(String[] arguments) throws IOException {
        long readMillis = Long.parseLong(arguments[0]);
        long writeMillis = Long.parseLong(arguments[1]);
        long nodeMillis = Long.parseLong(arguments[2]);
        int bytes = Integer.parseInt(arguments[3]);
        long bytesASecond = Long.parseLong(arguments[4]);
        int rounds = Integer.parseInt(arguments[5]);
        SlowStorage storage = new SlowStorage(readMillis * 1_000_000, writeMillis * 1_000_000, bytesASecond);
        Chain chain = Chain.of(nodeMillis * 1_000_000, bytes);
        double transfer = (double) bytes / bytesASecond;
        double critical = readMillis / 1e3 + transfer + NODES * nodeMillis / 1e3 + writeMillis / 1e3 + transfer;
        double[] plain = new double[rounds];
        double[] cached = new double[rounds];
        double[] tee = new double[rounds];
        for (int round = -1; round < rounds; round++) {
            double[] seconds = {seconds(chain, storage, bytes, false, 1), seconds(chain, storage, bytes, true, 1), 0};
            seconds[2] = seconds(chain, storage, bytes, true, 8);
            if (round >= 0) {
                plain[round] = seconds[0];
                cached[round] = seconds[1];
                tee[round] = seconds[2];
            }
        }
        print("critical path", critical, critical);
        print("plain", median(plain), critical);
        print("one save at a time", median(cached), critical);
        print("tee", median(tee), critical);
    }

    private static void print(String what, double seconds, double critical) {
        System.out.printf(Locale.ROOT, "%-20s %7.3f s  %5.2fx%n", what, seconds, seconds / critical);
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    private static double seconds(Chain chain, SlowStorage storage, int bytes, boolean tee, int saves)
            throws IOException {
        Path project = Files.createTempDirectory("tee");
        try {
            Path base = Files.createDirectories(project.resolve("conf/base"));
            StringBuilder catalog = new StringBuilder();
            for (int dataset : new int[] {0, 1, 2, 3, 5}) {
                catalog.append("d" + dataset + ": {type: bytes, path: data/d" + dataset + ".bin}\n");
            }
            Files.writeString(base.resolve("catalog.yml"), catalog);
            Files.createDirectories(project.resolve("data"));
            Files.write(project.resolve("data/d0.bin"), new byte[bytes]);
            long start = System.nanoTime();
            Run.of(chain)
                    .conf(storage.slow(project.resolve("conf")))
                    .runner(Runner.sequential())
                    .tee(tee)
                    .savesAtATime(saves)
                    .start()
                    .orThrow();
            return (System.nanoTime() - start) / 1e9;
        } finally {
            try (Stream<Path> files = Files.walk(project)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
