package dev.freshet.runtime.run;

import dev.freshet.runtime.plan.PipelineGraph;

/** A run as its {@link Runner} sees it: a graph of nodes that can be executed. */
public interface Execution {
    /** The nodes and what each must wait for. */
    PipelineGraph graph();

    /**
     * Loads a node's inputs, calls its method and saves its outputs. Never throws: a failure is kept for the report and
     * stops the run.
     *
     * @return whether the node succeeded
     */
    boolean execute(int node);

    /** Whether no further node may be started, because one failed or the running thread was interrupted. */
    boolean isStopped();
}
