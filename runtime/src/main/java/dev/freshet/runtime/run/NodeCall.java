package dev.freshet.runtime.run;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A node that is to be called. An executor either calls it here, with {@link #callHere}, or elsewhere, with what {@link
 * #work} says and a {@link NodeWorker} there. An executor that calls it elsewhere passes on the events of that call to
 * this object.
 */
public interface NodeCall extends CallEvents {
    /** The node's number in the graph of the run. */
    int node();

    /** The node's name. */
    String name();

    /**
     * Loads the node's inputs and calls its method in this process, on this thread. Inputs must not be values that the
     * executor holds.
     *
     * @return its outputs in order; null for those that were written where they are stored while the method ran
     * @throws Exception whatever the method throws, or a {@link dev.freshet.dataset.DatasetException}
     */
    @Nullable
    Object[] callHere() throws Exception;

    /** Where the node's inputs are, in order. Loads nothing. */
    List<NodeInput> inputs();

    /** Where the node's outputs go, in order. */
    List<NodeOutput> outputs();

    /**
     * What a node that reads or makes partitions must know of earlier ones; empty for any other node. To be asked once
     * for each call.
     */
    Optional<PartitionPlan> partitions();

    /**
     * The partition that is to be made, of a node that is called for each partition of an input; empty if this call
     * makes everything. Such calls of one node are made side by side.
     */
    Optional<NodePartition> partition();

    /** All of that for a {@link NodeWorker}. */
    default NodeWork work() {
        return new NodeWork(name(), inputs(), outputs(), partitions(), partition());
    }
}
