package dev.freshet.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.config.ConfigException;
import dev.freshet.runtime.TestPipeline;
import dev.freshet.runtime.plan.PipelineGraph;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class RunnersTest {
    /** Three nodes wait for each other, so they end only if all run at the same time; the fourth needs all the memory. */
    @Test
    @Timeout(600)
    void threeSideBySide_thenTheOneThatNeedsAllMemoryAlone() {
        CyclicBarrier together = new CyclicBarrier(3);
        List<String> events = new CopyOnWriteArrayList<>();
        TestPipeline pipeline = new TestPipeline("""
                a = P.a() {memory=1024}
                b = P.b() {memory=1024}
                c = P.c() {memory=1024}
                d = P.d() after a, b, c {memory=4096}
                e = P.e() after a, b, c {memory=1}
                """);
        for (String name : List.of("a", "b", "c")) {
            pipeline.node(name, (in, context) -> {
                together.await();
                events.add(name);
                return new Object[0];
            });
        }
        for (String name : List.of("d", "e")) {
            pipeline.node(name, (in, context) -> {
                events.add("start " + name);
                events.add("end " + name);
                return new Object[0];
            });
        }
        Run.of(pipeline)
                .runner(Runner.threads(4))
                .capacity("memory", "4KB")
                .start()
                .orThrow();
        assertThat(events.subList(0, 3)).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(events.subList(3, 7)).containsSequence("start d", "end d").containsSequence("start e", "end e");
    }

    /** The nodes wait for each other, so one of them is on a thread of the run. */
    @Test
    @Timeout(600)
    void interruptFlag_leftOnAThreadOfTheRun_doesNotCancel() {
        CyclicBarrier together = new CyclicBarrier(2);
        Thread caller = Thread.currentThread();
        TestPipeline pipeline = new TestPipeline("a = P.a() -> x\nb = P.b() -> y\nc = P.c(x, y) -> z\n")
                .node("c", (in, context) -> new Object[] {"c"});
        for (String name : List.of("a", "b")) {
            pipeline.node(name, (in, context) -> {
                together.await();
                if (!Thread.currentThread().equals(caller)) {
                    Thread.currentThread().interrupt();
                }
                return new Object[] {name};
            });
        }
        Run.of(pipeline).runner(Runner.threads(2)).start().orThrow();
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void interruptOfTheCallingThread_cancels() {
        CyclicBarrier together = new CyclicBarrier(2);
        Thread caller = Thread.currentThread();
        TestPipeline pipeline = new TestPipeline("a = P.a() -> x\nb = P.b() -> y\nc = P.c(x, y) -> z\n");
        for (String name : List.of("a", "b")) {
            pipeline.node(name, (in, context) -> {
                together.await();
                caller.interrupt();
                Thread.sleep(1_000_000);
                return new Object[] {name};
            });
        }
        RunReport report = Run.of(pipeline).runner(Runner.threads(2)).start();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(report.nodes().stream().map(node -> node.outcome()))
                .containsExactly("cancelled", "cancelled", "not run");
    }

    @Test
    void moreThanThereIs_isAnErrorBeforeTheRun() {
        TestPipeline pipeline = new TestPipeline("a = P.a() {uses=gpu:2}\nb = P.b()\n");
        assertThatThrownBy(() -> Run.of(pipeline).capacity("gpu", "1").start())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("node \"a\" needs 2 of \"gpu\", and the run has 1");
        assertThatThrownBy(() -> Run.of(pipeline).capacity("gpu", "many").start())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("\"many\" is not a whole number of \"gpu\"");
    }

    @Test
    void auto_isAsWideAsTheGraph() {
        PipelineGraph chain = PipelineGraph.parse("a = P.a() -> x\nb = P.b(x) -> y\nc = P.c(y)\n");
        assertThat(Runner.auto().slots(chain)).isEqualTo(1);
        PipelineGraph wide = PipelineGraph.parse("a = P.a() -> x\nb = P.b(x)\nc = P.c(x)\n");
        assertThat(Runner.auto().slots(wide))
                .isEqualTo(Math.min(2, Runtime.getRuntime().availableProcessors()));
    }
}
