package dev.freshet.runtime.run;

import java.util.List;
import java.util.Optional;

/**
 * One call of a node that a {@link NodeWorker} is to make.
 *
 * @param node the node's name
 * @param inputs where its inputs are, in order
 * @param outputs where its outputs go, in order
 * @param partitions see {@link NodeCall#partitions}
 * @param partition see {@link NodeCall#partition}
 */
public record NodeWork(
        String node,
        List<NodeInput> inputs,
        List<NodeOutput> outputs,
        Optional<PartitionPlan> partitions,
        Optional<NodePartition> partition) {
    public NodeWork {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }
}
