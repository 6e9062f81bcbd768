package dev.freshet.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The generated {@code call} of 100 nodes against the same Java by hand. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(5)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 10, time = 1)
public class CallBenchmark {
    private final HundredNodesPipeline pipeline = HundredNodesPipeline.create();
    private long seed = 1;

    @Benchmark
    public long generated() {
        seed++;
        return pipeline.call(new HundredNodesPipeline.Inputs(seed, 2, 3, 4)).d99();
    }

    @Benchmark
    public long byHand() {
        seed++;
        return HundredNodesByHand.call(new HundredNodesByHand.Start(seed, 2, 3, 4))
                .d99();
    }
}
