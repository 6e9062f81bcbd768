package dev.freshet.runtime.run.partition;

import dev.freshet.NodeContext;
import dev.freshet.runtime.hook.PartitionFailure;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.plan.NodeContexts;
import dev.freshet.runtime.plan.PipelineGraph;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to run a node that is called for each partition of an input: what its calls share, and its progress. Safe
 * for use by several threads.
 */
public final class PartitionedCall {
    private static final AtomicInteger GROUPS = new AtomicInteger();

    private final String node;
    private final int eachInput;
    private final String group = Integer.toString(GROUPS.incrementAndGet());
    private final NodeContext context;
    private final Supplier<Optional<KnownPartitions>> plan;
    private final Consumer<PartitionedCall> ended;
    private final EachCall each;
    private final PartitionResults results = new PartitionResults();
    private @Nullable Object[] inputs = {};

    /**
     * Creates an attempt that is not open yet.
     *
     * @param plan what is known about earlier partitions
     * @param ended called when the attempt has ended
     */
    public PartitionedCall(
            PipelineGraph graph,
            int node,
            StreamedCall.Places places,
            NodeContext context,
            Supplier<Optional<KnownPartitions>> plan,
            Consumer<PartitionedCall> ended) {
        this.node = graph.node(node);
        this.context = context;
        this.plan = plan;
        this.ended = ended;
        eachInput = graph.eachInput(node);
        each = new EachCall(graph, node, places);
    }

    /**
     * Returns the partitions to make.
     *
     * @param common the inputs in memory; null for other inputs
     */
    public List<String> open(@Nullable Object[] common) {
        inputs = common;
        List<String> open = each.open(common[eachInput]);
        if (each.keptCount() > 0) {
            tellProgress();
        }
        return open;
    }

    /** Returns the inputs that {@link #open} received. */
    public @Nullable Object[] inputs() {
        return inputs;
    }

    /** Returns the group of its calls; see {@link dev.freshet.runtime.run.NodePartition#group}. */
    public String group() {
        return group;
    }

    public NodeContext context() {
        return context;
    }

    public Supplier<Optional<KnownPartitions>> plan() {
        return plan;
    }

    public PartitionResults results() {
        return results;
    }

    /** Creates a call for one partition in this process, for {@link #make}. */
    public StreamedCall newCall() {
        return each.newCall();
    }

    /**
     * Makes a partition in this process.
     *
     * @throws Exception whatever the method throws, or a {@link dev.freshet.dataset.DatasetException}
     */
    public void make(StreamedCall call, CompiledPipeline pipeline, String key, NodeContext ofPartition)
            throws Exception {
        each.make(call, pipeline, inputs, key, ofPartition);
    }

    /** A partition was stored. */
    public void made(String key) {
        each.made(key);
        results.made(key);
        tellProgress();
    }

    /** A partition failed for good. */
    public void failed(String key, Throwable cause) {
        results.failed(key, cause);
        tellProgress();
    }

    /** Reports the progress; one thread at a time, so that the numbers never go back. */
    private synchronized void tellProgress() {
        context.progress(
                Math.min(each.keptCount() + results.ended(), each.keys().size()),
                each.keys().size());
    }

    /** See {@link PartitionResults#failure}. */
    public Optional<Throwable> failure(boolean givesUp) {
        return results.failure(each.keys(), givesUp);
    }

    /** Returns the partitions that failed for good, in order. */
    public List<PartitionFailure> failures() {
        return results.failures(node, each.keys());
    }

    public boolean isComplete() {
        return each.keptCount() + results.ended() >= each.keys().size();
    }

    /** See {@link EachCall#takeChanged}. */
    public List<String> takeChanged() {
        return each.takeChanged();
    }

    /** See {@link EachCall#commit}. */
    public @Nullable Object[] commit() {
        return each.commit();
    }

    /** Ends the attempt. What is still made does not count any more. */
    public void end() {
        ended.accept(this);
        each.close();
        NodeContexts.release(context);
    }
}
