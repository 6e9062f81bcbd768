package dev.freshet.benchmarks;

import dev.freshet.NodeContext;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.run.Run;
import dev.freshet.runtime.run.RunReport;
import dev.freshet.runtime.run.Runner;
import dev.freshet.wiring.GenericTypes;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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

/** A run of a node that takes a second for each of 40 partitions, each of which is a file. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 1)
@Measurement(iterations = 3)
public class PartitionsBenchmark {
    private static final int PARTITIONS = 40;

    @Param({"threads:1", "threads:4", "processes:4"})
    public String runner = "";

    private Path project = Path.of("");

    /** A pipeline of that one node. */
    public static final class Seconds implements CompiledPipeline {
        private static final PipelineGraph GRAPH = PipelineGraph.parse("wait = Seconds.second(^days) -> ^waited\n");

        private Seconds() {}

        /** Worker processes make it, too. */
        public static Seconds create() {
            return new Seconds();
        }

        @Override
        public String name() {
            return "Seconds";
        }

        @Override
        public PipelineGraph graph() {
            return GRAPH;
        }

        @Override
        public Type type(int dataset) {
            return GenericTypes.parameterized(Map.class, String.class, String.class);
        }

        @Override
        public Object[] invoke(int node, Object[] inputs, NodeContext context) throws InterruptedException {
            TimeUnit.SECONDS.sleep(1);
            return new Object[] {inputs[0]};
        }
    }

    @Setup
    public void writeProject() throws IOException {
        project = Files.createTempDirectory("freshet-partitions-");
        Files.createDirectories(project.resolve("conf/base"));
        Files.createDirectories(project.resolve("days"));
        Files.writeString(project.resolve("conf/base/catalog.yml"), """
                days: {type: text, path: "days/*.txt"}
                waited: {type: text, path: "waited/*.txt"}
                """);
        for (int day = 0; day < PARTITIONS; day++) {
            Files.writeString(project.resolve("days/" + day + ".txt"), "day " + day);
        }
    }

    private Runner runner() {
        int atOnce = Integer.parseInt(runner.substring(runner.indexOf(':') + 1));
        return runner.startsWith("processes") ? Runner.processes(atOnce) : Runner.threads(atOnce);
    }

    @Benchmark
    public RunReport run() {
        return Run.of(Seconds.create())
                .conf(project.resolve("conf"))
                .runner(runner())
                .force()
                .start()
                .orThrow();
    }
}
