package dev.freshet.benchmarks;

import dev.freshet.NodeContext;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.run.Run;
import dev.freshet.runtime.run.RunReport;
import dev.freshet.runtime.run.Runner;
import java.lang.reflect.Type;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A whole run in memory with the sequential runner, preparation and report included; divide by the number of nodes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class RunnerBenchmark {
    @Param({"100", "1000", "10000", "100000"})
    int nodes;

    private Synthetic pipeline = new Synthetic(1);

    /** Node i reads what node i - 1 made; the graph is decoded beforehand, as it is once in a process. */
    private record Synthetic(PipelineGraph graph) implements CompiledPipeline {
        Synthetic(int nodes) {
            this(PipelineGraph.parse(text(nodes)));
        }

        private static String text(int nodes) {
            StringBuilder text = new StringBuilder("n0 = P.n() -> d0\n");
            for (int i = 1; i < nodes; i++) {
                text.append("n" + i + " = P.n(d" + (i - 1) + ") -> d" + i + "\n");
            }
            return text.toString();
        }

        @Override
        public String name() {
            return "Synthetic";
        }

        @Override
        public Type type(int dataset) {
            return Object.class;
        }

        @Override
        public Object[] invoke(int node, Object[] inputs, NodeContext context) {
            return new Object[] {this};
        }
    }

    @Setup
    public void create() {
        pipeline = new Synthetic(nodes);
    }

    @Benchmark
    public RunReport run() {
        return Run.of(pipeline).runner(Runner.sequential()).start().orThrow();
    }
}
