package dev.freshet.runtime.run.engine;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.freshet.NodeContext;
import dev.freshet.dataset.PartitionedDataset;
import dev.freshet.dataset.Scratch;
import dev.freshet.dataset.StoredContent;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.plan.NodeContexts;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.run.NodeCall;
import dev.freshet.runtime.run.NodeInput;
import dev.freshet.runtime.run.NodeOutput;
import dev.freshet.runtime.run.NodePartition;
import dev.freshet.runtime.run.PartitionPlan;
import dev.freshet.runtime.run.StagedOutput;
import dev.freshet.runtime.run.partition.AskedOnce;
import dev.freshet.runtime.run.partition.KnownPartitions;
import dev.freshet.runtime.run.partition.PartitionedCall;
import dev.freshet.runtime.run.partition.StagedCall;
import dev.freshet.runtime.run.partition.StreamedCall;
import dev.freshet.runtime.run.setup.Materials;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The calls of the nodes of one run, as its executor sees them. Safe for use by several threads. */
final class NodeCalls {
    private final CompiledPipeline pipeline;
    private final PipelineGraph graph;
    private final NodeContexts contexts;
    private final Supplier<Materials> materials;
    private final Loader loader;
    private final DatasetEvents events;
    private final Plans plans;
    /** Calls that have not ended, of nodes that read or write while they run. */
    private final Set<Call> streaming = ConcurrentHashMap.newKeySet();

    private final IntPredicate storesItself;
    private final Outcomes outcomes;
    /** Calls of nodes for each partition that have not ended. */
    private final Set<PartitionedCall> partitioned = ConcurrentHashMap.newKeySet();

    /** What nodes that read or make partitions must know. */
    interface Plans {
        /**
         * The plan of a call; empty if nothing is known that could count.
         *
         * @param resumes whether the call goes on with what an earlier try of the node stored
         */
        Optional<KnownPartitions> of(int node, boolean resumes);

        /** Whether what all partitions of a node are made of is still as it was when these were planned. */
        boolean areInputsUnchanged(int node);
    }

    /** @param storesItself whether the executor of a node loads and saves what is stored, maybe elsewhere */
    NodeCalls(
            CompiledPipeline pipeline,
            NodeContexts contexts,
            Supplier<Materials> materials,
            Loader loader,
            DatasetEvents events,
            Plans plans,
            IntPredicate storesItself,
            Outcomes outcomes) {
        this.pipeline = pipeline;
        this.contexts = contexts;
        this.materials = materials;
        this.loader = loader;
        this.events = events;
        this.plans = plans;
        this.storesItself = storesItself;
        this.outcomes = outcomes;
        graph = pipeline.graph();
    }

    /** A new call of a node, to be ended. */
    Call begin(int node, boolean resumes) {
        Supplier<Optional<KnownPartitions>> plan = () -> plans.of(node, resumes);
        StreamedCall streams =
                graph.isStreaming(node) ? new StreamedCall(graph, node, places(node, plan), () -> false) : null;
        return begun(new Call(node, contexts.of(graph.node(node)), streams, plan, Optional.empty()));
    }

    private Call begun(Call call) {
        if (call.streams != null) {
            streaming.add(call);
        }
        return call;
    }

    private StoredPlaces places(int node, Supplier<Optional<KnownPartitions>> plan) {
        return new StoredPlaces(graph, materials, events, node, plan, () -> plans.areInputsUnchanged(node), outcomes);
    }

    /**
     * Whether a node is called for each partition of an input, in calls that can be made side by side. An executor that
     * stores by itself can do so if it can read the partitions, or the whole value is in memory anyway, and if what it
     * makes of them is stored one by one.
     */
    boolean isByPartition(int node) {
        int each = graph.eachInput(node);
        if (each < 0 || !storesItself.test(node)) {
            return each >= 0;
        }
        return (inMemory(node, each) != null || isInPartitions(graph.inputs(node)[each]))
                && Arrays.stream(graph.outputs(node)).allMatch(this::isInPartitions);
    }

    /** The value of an input; null if it is stored. */
    private @Nullable Object inMemory(int node, int input) {
        return loader.places(node).get(input) instanceof NodeInput.Value known ? known.value() : null;
    }

    private boolean isInPartitions(int dataset) {
        return materials.get().stored(dataset) instanceof PartitionedDataset;
    }

    /** Begins such a call, to be ended. It is to be opened with {@link #commonInputs}. */
    PartitionedCall beginPartitions(int node, boolean resumes) {
        Supplier<Optional<KnownPartitions>> plan = new AskedOnce(() -> plans.of(node, resumes));
        PartitionedCall all = new PartitionedCall(
                graph, node, places(node, plan), contexts.of(graph.node(node)), plan, partitioned::remove);
        partitioned.add(all);
        return all;
    }

    /**
     * What all partitions of a node have in common; null for inputs that are not loaded here. The input over whose
     * partitions it runs is always there if it is in memory.
     */
    @Nullable
    Object[] commonInputs(int node) throws InterruptedException {
        if (!storesItself.test(node)) {
            return loader.inputs(node);
        }
        @Nullable Object[] inputs = new Object[graph.inputs(node).length];
        int each = graph.eachInput(node);
        inputs[each] = inMemory(node, each);
        return inputs;
    }

    /** A new call for a partition, to be ended. */
    Call begin(PartitionedCall all, int node, String key) {
        NodeContext context = NodeContexts.ofPartition(all.context(), key);
        return begun(new Call(node, context, all.newCall(), all.plan(), Optional.of(new Part(all, key))));
    }

    /** From now on, ignores what calls still write that have not ended. */
    void giveUpAll() {
        streaming.forEach(Call::giveUp);
        partitioned.forEach(PartitionedCall::end);
    }

    /** What a call makes that does not make everything. */
    private record Part(PartitionedCall all, String key) {
        NodePartition partition() {
            return new NodePartition(key, all.group());
        }
    }

    /** One call. */
    final class Call implements NodeCall {
        private final int node;
        private final NodeContext context;
        /** What is read or written while the method runs, if it takes or makes datasets in such a form. */
        private final @Nullable StreamedCall streams;

        private final Supplier<Optional<KnownPartitions>> plan;
        private final Optional<Part> part;
        /** What is made elsewhere; created when an executor that stores by itself first tells of the call. */
        @GuardedBy("this")
        private @Nullable StagedCall staged;

        @GuardedBy("this")
        private boolean isOver;

        private Call(
                int node,
                NodeContext context,
                @Nullable StreamedCall streams,
                Supplier<Optional<KnownPartitions>> plan,
                Optional<Part> part) {
            this.node = node;
            this.context = context;
            this.streams = streams;
            this.plan = plan;
            this.part = part;
        }

        private synchronized StagedCall staged() {
            if (staged == null) {
                staged = new StagedCall(graph, node, places(node, plan), events::content, part.isPresent());
                if (isOver) {
                    staged.close();
                }
            }
            return staged;
        }

        private synchronized void closeStaged() {
            isOver = true;
            if (staged != null) {
                staged.close();
            }
        }

        /** Treats the call as ended, even if it still runs, and ignores what it still writes. */
        void giveUp() {
            if (streams != null) {
                streams.giveUp();
            }
            closeStaged();
        }

        /**
         * The call has succeeded.
         *
         * @throws dev.freshet.dataset.DatasetException if what it staged cannot be published
         */
        void publish() {
            if (storesItself.test(node)) {
                staged().publish();
            }
        }

        /** The call has ended, or is left behind. */
        void end() {
            if (streams != null) {
                streaming.remove(this);
                streams.giveUp();
            }
            closeStaged();
            NodeContexts.release(context);
        }

        @Override
        public int node() {
            return node;
        }

        @Override
        public String name() {
            return graph.node(node);
        }

        @Override
        @SuppressWarnings("NullAway") // what a node reads is there until it ends; a parameter may be null on purpose
        public @Nullable Object[] callHere() throws Exception {
            @Nullable Object[] inputs = part.isPresent() ? part.get().all().inputs() : loader.inputs(node);
            NodeContexts.enter(context);
            try {
                return invoke(inputs);
            } finally {
                NodeContexts.leave();
            }
        }

        @SuppressWarnings("NullAway") // as above
        private @Nullable Object[] invoke(@Nullable Object[] inputs) throws Exception {
            if (streams == null) {
                return pipeline.invoke(node, inputs, context);
            }
            if (part.isPresent()) {
                part.get().all().make(streams, pipeline, part.get().key(), context);
                return new Object[graph.outputs(node).length];
            }
            try (streams) {
                return streams.call(pipeline, inputs, context);
            }
        }

        @Override
        public List<NodeInput> inputs() {
            return loader.places(node);
        }

        @Override
        public List<NodeOutput> outputs() {
            List<NodeOutput> outputs = new ArrayList<>();
            for (int output : graph.outputs(node)) {
                String name = graph.dataset(output);
                outputs.add(
                        materials.get().stored(output) != null
                                ? new NodeOutput.Stored(name, Scratch.ending())
                                : new NodeOutput.Value(name, loader.isRead(output)));
            }
            return outputs;
        }

        @Override
        public Optional<PartitionPlan> partitions() {
            boolean isAsked = graph.readsPartitions(node) || (part.isEmpty() && graph.makesPartitions(node));
            Optional<KnownPartitions> known = isAsked ? plan.get() : Optional.empty();
            return staged().open(known).map(PartitionPlan.class::cast);
        }

        @Override
        public Optional<NodePartition> partition() {
            return part.map(Part::partition);
        }

        @Override
        public void progressed(long done, long total) {
            context.progress(done, total);
        }

        @Override
        public void runIdRead() {
            context.runId();
        }

        @Override
        public boolean hearsOfLogs() {
            return contexts.hearsOfLogs();
        }

        @Override
        public void logged(System.Logger.Level level, String text) {
            NodeContexts.logged(context, level, text);
        }

        @Override
        public void loaded(String dataset, Duration duration, Optional<StoredContent.Digested> digested) {
            events.loaded(node, events.loadedElsewhere(dataset, digested), duration);
        }

        @Override
        public void staged(StagedOutput output) {
            staged().staged(output);
        }

        @Override
        public void kept(String dataset, String partition) {
            staged().kept(dataset, partition);
        }

        @Override
        public void saved(String dataset, Duration duration, Optional<StoredContent.Digested> digested) {
            events.savedElsewhere(dataset, digested);
            staged().saved(dataset, duration);
        }

        @Override
        public void warned(String dataset, String warning) {
            events.warnedElsewhere(dataset, warning);
        }
    }
}
