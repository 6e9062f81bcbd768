package dev.freshet.runtime.run;

import dev.freshet.NodeContext;
import dev.freshet.runtime.dataset.StoredContent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A node that is to be called. */
public final class NodeCall {
    private final PipelineRun run;
    private final int node;
    private final NodeContext context;

    NodeCall(PipelineRun run, int node, NodeContext context) {
        this.run = run;
        this.node = node;
        this.context = context;
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
     * @return its outputs in order
     * @throws Exception whatever the method throws, or a {@link dev.freshet.runtime.dataset.DatasetException}
     */
    public Object[] callHere() throws Exception {
        return run.pipeline().invoke(node, run.loader().inputs(node), context);
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
