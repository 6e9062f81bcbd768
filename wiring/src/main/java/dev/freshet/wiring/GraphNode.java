package dev.freshet.wiring;

/**
 * A node of a pipeline's graph. Nodes are numbered from 0 in an order in which they can run one after the other.
 * Datasets, parameters among them, are numbered by their first mention in that order, a node's inputs before its
 * outputs. Arrays are the node's own and must not be modified.
 *
 * @param method the method as {@code Class.method}, for messages
 * @param inputs the datasets that it reads, in the order of its arguments
 * @param inputForms one for each input; empty if it takes only values
 * @param outputs the datasets that it makes, in order
 * @param outputForms one for each output; empty if it makes only values
 * @param after the earlier nodes that it names in {@code after}, in order
 */
public record GraphNode(
        String name,
        String method,
        int[] inputs,
        Form[] inputForms,
        int[] outputs,
        Form[] outputForms,
        int[] after,
        NodeOptions options) {}
