package dev.freshet.benchmarks;

import dev.freshet.NodeContext;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.plan.DatasetRef;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.run.Run;
import dev.freshet.runtime.run.Runner;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * A graph of ten layers of ten nodes on two threads: a run with {@code threads(2)}, the same graph by hand with
 * {@link CompletableFuture}, and the same with Dagger Producers. The time is that of one node.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(101)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 8, time = 1)
public class SideBySideBenchmark {
    private static final int WIDTH = 10;
    private static final int NODES = 100;
    private static final int THREADS = 2;

    /** How long each node computes: 0 shows what calling it costs, 2000 is about four microseconds. */
    private static volatile long tokens;

    @Param({"0", "2000"})
    long work;

    private final Layered pipeline = new Layered();
    private ExecutorService executor = Executors.newFixedThreadPool(THREADS);

    /** What every node does. */
    static long work(int node, long a, long b) {
        Blackhole.consumeCPU(tokens);
        return 31 * a + b + node;
    }

    private static int first(int node) {
        return node - WIDTH;
    }

    private static int second(int node) {
        return (node / WIDTH - 1) * WIDTH + (node + 1) % WIDTH;
    }

    /** The graph as a pipeline. */
    private static final class Layered implements CompiledPipeline {
        private final PipelineGraph graph = PipelineGraph.parse(text());

        private static String text() {
            StringBuilder text = new StringBuilder();
            for (int node = 0; node < NODES; node++) {
                String inputs = node < WIDTH ? "" : "d" + first(node) + ", d" + second(node);
                text.append("n" + node + " = P.n(" + inputs + ") -> d" + node + "\n");
            }
            String[] last = new String[WIDTH];
            Arrays.setAll(last, i -> "d" + (NODES - WIDTH + i));
            return text + "last = P.last(" + String.join(", ", last) + ") -> last\n";
        }

        @Override
        public String name() {
            return "Layered";
        }

        @Override
        public PipelineGraph graph() {
            return graph;
        }

        @Override
        public Type type(int dataset) {
            return Long.class;
        }

        @Override
        public Object[] invoke(int node, Object[] inputs, NodeContext context) {
            if (node == NODES) {
                long sum = 0;
                for (Object input : inputs) {
                    sum += (long) input;
                }
                return new Object[] {sum};
            }
            return new Object[] {node < WIDTH ? work(node, 0, 0) : work(node, (long) inputs[0], (long) inputs[1])};
        }
    }

    @Setup
    public void start() throws ExecutionException, InterruptedException {
        tokens = work;
        executor = Executors.newFixedThreadPool(THREADS);
        if (freshet() != completableFuture() || freshet() != daggerProducers()) {
            throw new IllegalStateException("the three do not compute the same");
        }
    }

    @TearDown
    public void stop() {
        executor.shutdown();
    }

    @Benchmark
    public long freshet() {
        return Run.of(pipeline)
                .runner(Runner.threads(THREADS))
                .start()
                .orThrow()
                .get(new DatasetRef<Long>("last"));
    }

    @Benchmark
    @SuppressWarnings({"unchecked", "rawtypes"})
    public long completableFuture() throws ExecutionException, InterruptedException {
        CompletableFuture<Long>[] made = new CompletableFuture[NODES];
        for (int i = 0; i < NODES; i++) {
            int node = i;
            made[i] = i < WIDTH
                    ? CompletableFuture.supplyAsync(() -> work(node, 0, 0), executor)
                    : made[first(i)].thenCombineAsync(made[second(i)], (a, b) -> work(node, a, b), executor);
        }
        CompletableFuture<Long>[] last = Arrays.copyOfRange(made, NODES - WIDTH, NODES);
        return CompletableFuture.allOf(last)
                .thenApplyAsync(
                        done -> Arrays.stream(last)
                                .mapToLong(CompletableFuture::join)
                                .sum(),
                        executor)
                .get();
    }

    @Benchmark
    public long daggerProducers() throws ExecutionException, InterruptedException {
        return DaggerLayeredProducers_Graph.builder()
                .executor(executor)
                .build()
                .last()
                .get();
    }
}
