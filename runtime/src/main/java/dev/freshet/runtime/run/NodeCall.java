package dev.freshet.runtime.run;

import dev.freshet.NodeContext;
import dev.freshet.runtime.plan.CompiledPipeline;

/** A node that is to be called. */
public final class NodeCall {
    private final CompiledPipeline pipeline;
    private final int node;
    private final Loader loader;
    private final NodeContext context;

    NodeCall(CompiledPipeline pipeline, int node, Loader loader, NodeContext context) {
        this.pipeline = pipeline;
        this.node = node;
        this.loader = loader;
        this.context = context;
    }

    /** The node's number. */
    public int node() {
        return node;
    }

    /** The node's name. */
    public String name() {
        return pipeline.graph().node(node);
    }

    /**
     * Loads the node's inputs and calls its method in this process, on this thread.
     *
     * @return its outputs in order
     * @throws Exception whatever the method throws, or a {@link dev.freshet.runtime.dataset.DatasetException}
     */
    public Object[] callHere() throws Exception {
        return pipeline.invoke(node, loader.inputs(node), context);
    }
}
