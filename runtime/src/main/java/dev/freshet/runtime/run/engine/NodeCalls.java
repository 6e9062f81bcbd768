package dev.freshet.runtime.run.engine;

import dev.freshet.NodeContext;
import dev.freshet.dataset.StoredContent;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.plan.NodeContexts;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.run.NodeCall;
import dev.freshet.runtime.run.NodeInput;
import dev.freshet.runtime.run.NodeOutput;
import dev.freshet.runtime.run.PartitionPlan;
import dev.freshet.runtime.run.partition.KnownPartitions;
import dev.freshet.runtime.run.partition.StreamedCall;
import dev.freshet.runtime.run.setup.Materials;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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

    /** What nodes that read or make partitions must know. */
    interface Plans {
        /**
         * The plan of a call; empty if nothing is known that could count.
         *
         * @param resumes whether the call goes on with what an earlier try of the node stored
         */
        Optional<KnownPartitions> of(int node, boolean resumes);
    }

    NodeCalls(
            CompiledPipeline pipeline,
            NodeContexts contexts,
            Supplier<Materials> materials,
            Loader loader,
            DatasetEvents events,
            Plans plans) {
        this.pipeline = pipeline;
        this.contexts = contexts;
        this.materials = materials;
        this.loader = loader;
        this.events = events;
        this.plans = plans;
        graph = pipeline.graph();
    }

    /** A new call of a node, to be ended. */
    Call begin(int node, boolean resumes) {
        Call call = new Call(node, resumes);
        if (call.streams != null) {
            streaming.add(call);
        }
        return call;
    }

    /** From now on, ignores what calls still write that have not ended. */
    void giveUpAll() {
        streaming.forEach(Call::giveUp);
    }

    /** One call. */
    final class Call implements NodeCall {
        private final int node;
        private final boolean resumes;
        private final NodeContext context;
        /** What is read or written while the method runs, if it takes or makes datasets in such a form. */
        private final @Nullable StreamedCall streams;

        private Call(int node, boolean resumes) {
            this.node = node;
            this.resumes = resumes;
            context = contexts.of(graph.node(node));
            streams = graph.isStreaming(node)
                    ? new StreamedCall(
                            graph, node, new StoredPlaces(graph, materials, events, node, this::plan), () -> false)
                    : null;
        }

        /** Treats the call as ended, even if it still runs, and ignores what it still writes. */
        void giveUp() {
            if (streams != null) {
                streams.giveUp();
            }
        }

        /** The call has ended, or is left behind. */
        void end() {
            if (streams != null) {
                streaming.remove(this);
                streams.giveUp();
            }
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
            @Nullable Object[] inputs = loader.inputs(node);
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
                                ? new NodeOutput.Stored(name)
                                : new NodeOutput.Value(name, loader.isRead(output)));
            }
            return outputs;
        }

        private Optional<KnownPartitions> plan() {
            return plans.of(node, resumes);
        }

        @Override
        public Optional<PartitionPlan> partitions() {
            return graph.makesPartitions(node) || graph.readsPartitions(node)
                    ? plan().map(PartitionPlan.class::cast)
                    : Optional.empty();
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
        public void loaded(String dataset, Duration duration, Optional<StoredContent.Digested> digested) {
            events.loaded(node, events.loadedElsewhere(dataset, digested), duration);
        }

        @Override
        public void saved(String dataset, Duration duration, Optional<StoredContent.Digested> digested) {
            events.saved(node, events.savedElsewhere(dataset, digested), duration);
        }

        @Override
        public void warned(String dataset, String warning) {
            events.warnedElsewhere(dataset, warning);
        }
    }
}
