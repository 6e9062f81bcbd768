package dev.freshet.runtime.run;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One call of a node, as an executor receives it. The executor either calls the node in this process, with {@link
 * #callHere}, or sends {@link #work} to another process, where a {@link NodeWorker} calls the node. Then the executor
 * passes the events of that call on to this object.
 */
public interface NodeCall extends CallEvents {
    /** The node's number in the graph of the run. */
    int node();

    /** The node's name. */
    String name();

    /**
     * Loads the node's inputs and calls its method in this process, on this thread. The inputs must not be {@linkplain
     * HeldValue held values}.
     *
     * @return the outputs in order; null for outputs that were already stored while the method ran
     * @throws Exception whatever the method throws, or a {@link dev.freshet.dataset.DatasetException}
     */
    @Nullable
    Object[] callHere() throws Exception;

    /** Returns where the node's inputs are, in order. Loads nothing. */
    List<NodeInput> inputs();

    /** Returns where the node's outputs go, in order. */
    List<NodeOutput> outputs();

    /**
     * Returns what a node that reads or makes partitions needs to know about earlier partitions; empty for any other
     * node. Call this once for each call of the node.
     */
    Optional<PartitionPlan> partitions();

    /**
     * Returns the partition to make, if the node is called once for each partition of an input; empty if this call
     * makes everything. Calls for partitions of one node may run at the same time.
     */
    Optional<NodePartition> partition();

    /** Returns all of this for a {@link NodeWorker}. */
    default NodeWork work() {
        return new NodeWork(name(), inputs(), outputs(), partitions(), partition());
    }
}
