package dev.freshet.runtime.run.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.catalog.Catalog;
import dev.freshet.runtime.TestPipeline;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.run.setup.Materials;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Inputs that are loaded ahead of their node. */
@Timeout(600)
final class LoaderTest {
    private final AtomicInteger loads = new AtomicInteger();
    private final AtomicReference<Thread> node = new AtomicReference<>();
    private final AtomicReference<Loader> loader = new AtomicReference<>();

    /** Lets the node begin in the middle of the start, and goes on when it waits or has its inputs. */
    private final ExecutorService threads = new AbstractExecutorService() {
        @Override
        public void execute(Runnable load) {
            Thread begun = new Thread(LoaderTest.this::begin);
            node.set(begun);
            begun.start();
            while (begun.getState() != Thread.State.BLOCKED && begun.isAlive()) {
                Thread.onSpinWait();
            }
            load.run();
        }

        @Override
        public void shutdown() {}

        @Override
        public List<Runnable> shutdownNow() {
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return false;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return true;
        }
    };

    private void begin() {
        try {
            assertThat(loader.get().inputs(0)).containsExactly("value");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private final Dataset<Object> stored = new Dataset<>() {
        @Override
        public Object load() {
            loads.incrementAndGet();
            return "value";
        }

        @Override
        public void save(Object value) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean exists() {
            return true;
        }

        @Override
        public String location() {
            return "here";
        }
    };

    @Test
    void nodeThatBeginsWhileItsLoadsAreStarted_loadsOnce() throws InterruptedException {
        PipelineGraph graph = new TestPipeline("a = P.a(x)\n").graph();
        @SuppressWarnings({"unchecked", "rawtypes"})
        Dataset<Object>[] datasets = new Dataset[] {stored};
        Materials materials = new Materials(Map.of(), datasets, new BitSet());
        DatasetEvents events = new DatasetEvents(graph, () -> materials, Catalog.empty(), new Listeners(List.of()));
        MemoryValues values = new MemoryValues(graph, Map.of(), new java.util.BitSet());
        loader.set(new Loader(graph, () -> materials, values, new Outcomes(graph), events, threads));
        loader.get().startAhead(0);
        node.get().join();
        assertThat(loads).hasValue(1);
    }
}
