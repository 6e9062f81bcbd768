package dev.freshet.testkit.runner;

import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.run.HeldValue;
import dev.freshet.runtime.run.NodeCall;
import dev.freshet.runtime.run.NodeExecutor;
import dev.freshet.runtime.run.NodeInput;
import dev.freshet.runtime.run.NodeOutput;
import dev.freshet.runtime.run.NodeWork;
import dev.freshet.runtime.run.NodeWorker;
import dev.freshet.runtime.run.PartitionPlan;
import dev.freshet.runtime.run.RunSetup;
import dev.freshet.runtime.run.Runner;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A runner that calls nodes as one does that has them called on other machines: it loads and saves what is stored itself, and
 * keeps what other nodes read.
 */
final class HoldingRunner implements Runner {
    /** The values that are held. */
    final Set<Held> held = ConcurrentHashMap.newKeySet();
    /** How many ever were. */
    final AtomicInteger created = new AtomicInteger();

    /** A value that only this runner can read. */
    final class Held implements HeldValue {
        private final Object value;

        private Held(Object value) {
            this.value = value;
            held.add(this);
            created.incrementAndGet();
        }

        @Override
        public Object load() {
            return value;
        }

        @Override
        public void drop() {
            held.remove(this);
        }
    }

    @Override
    public int slots(PipelineGraph graph) {
        return 3;
    }

    @Override
    public NodeExecutor start(RunSetup setup) {
        NodeWorker worker = new NodeWorker(setup.pipeline(), setup.catalog(), setup.runId(), setup.seed());
        return new NodeExecutor() {
            @Override
            public boolean storesItself() {
                return true;
            }

            @Override
            public @Nullable Object[] execute(NodeCall call) throws Exception {
                return hold(call.outputs(), run(worker.call(sent(call), call)));
            }

            @Override
            public void close() {
                // Holds nothing of its own.
            }
        };
    }

    /** What would go to another machine, with the values in the place of what stands for them here. */
    private static NodeWork sent(NodeCall call) {
        NodeWork work = call.work();
        List<NodeInput> inputs = new ArrayList<>();
        for (NodeInput input : work.inputs()) {
            inputs.add(
                    input instanceof NodeInput.Value value && value.value() instanceof Held held
                            ? new NodeInput.Value(value.dataset(), held.value)
                            : input);
        }
        return new NodeWork(
                work.node(),
                inputs,
                work.outputs(),
                work.partitions().map(PartitionPlan::toJson).map(PartitionPlan::ofJson),
                work.partition());
    }

    private static @Nullable Object[] run(NodeWorker.Call call) throws Exception {
        FutureTask<@Nullable Object[]> task = new FutureTask<>(call::run);
        Thread thread = new Thread(task, "holding");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get();
        } catch (InterruptedException e) {
            call.interrupt();
            thread.join();
            throw e;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (Exception) e.getCause();
        }
    }

    private @Nullable Object[] hold(List<NodeOutput> outputs, @Nullable Object[] values) {
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            if (value != null && outputs.get(i) instanceof NodeOutput.Value output && output.isRead()) {
                values[i] = new Held(value);
            }
        }
        return values;
    }
}
