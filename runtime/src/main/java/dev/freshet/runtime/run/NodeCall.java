package dev.freshet.runtime.run;

import dev.freshet.NodeContext;
import dev.freshet.dataset.StoredContent;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.run.engine.DatasetEvents;
import dev.freshet.runtime.run.engine.PipelineRun;
import dev.freshet.runtime.run.part.PartsPlan;
import dev.freshet.runtime.run.part.StreamedCall;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A node that is to be called. */
public final class NodeCall {
    private final PipelineRun run;
    private final int node;
    /** Which try it is, from 1. */
    private final int tried;

    private final NodeContext context;
    /** What is read or written while the method runs, if it takes or makes datasets in such a form. */
    private final @Nullable StreamedCall streams;

    public NodeCall(PipelineRun run, int node, int tried, NodeContext context) {
        this.run = run;
        this.node = node;
        this.tried = tried;
        this.context = context;
        PipelineGraph graph = run.graph();
        streams = graph.isStreaming(node) ? new StreamedCall(graph, node, run.places(node, tried), () -> false) : null;
    }

    /** The node's number in the graph of the run. */
    public int node() {
        return node;
    }

    /** The node's name. */
    public String name() {
        return run.graph().node(node);
    }

    /**
     * Loads the node's inputs and calls its method in this process, on this thread.
     *
     * @return its outputs in order; null for those that were written where they are stored while the method ran
     * @throws Exception whatever the method throws, or a {@link dev.freshet.dataset.DatasetException}
     */
    @SuppressWarnings("NullAway") // what a node reads is there until it ends; a parameter may be null on purpose
    public @Nullable Object[] callHere() throws Exception {
        @Nullable Object[] inputs = run.loader().inputs(node);
        if (streams == null) {
            return run.pipeline().invoke(node, inputs, context);
        }
        try (streams) {
            return streams.call(run.pipeline(), inputs, context);
        }
    }

    /** What a node that makes parts must know of earlier ones. */
    public Optional<PartsPlan> parts() {
        return run.graph().makesParts(node) || run.graph().readsParts(node) ? run.parts(node, tried) : Optional.empty();
    }

    /** Whether datasets are read or written while the method runs. */
    public boolean isStreaming() {
        return streams != null;
    }

    /** The call counts as ended, even if it has not. */
    public void giveUp() {
        if (streams != null) {
            streams.giveUp();
        }
    }

    /** Where the node's inputs are, in order. Loads nothing. */
    public List<NodeInput> inputs() {
        return run.loader().places(node);
    }

    /** The node told how far it is; see {@link NodeContext#progress}. */
    public void progressed(long done, long total) {
        context.progress(done, total);
    }

    /**
     * An input was loaded elsewhere.
     *
     * @param digested what was read, if it was digested meanwhile
     */
    public void loaded(String dataset, Duration duration, Optional<StoredContent.Digested> digested) {
        DatasetEvents events = run.datasetEvents();
        events.loaded(node, events.elsewhere(dataset, digested), duration);
    }

    /**
     * An output was saved elsewhere.
     *
     * @param digested what was written, if it was digested meanwhile
     */
    public void saved(String dataset, Duration duration, Optional<StoredContent.Digested> digested) {
        DatasetEvents events = run.datasetEvents();
        events.saved(node, events.elsewhere(dataset, digested), duration);
    }
}
