package dev.freshet.runtime.run;

import dev.freshet.runtime.graph.GraphDocument;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * What must be known to run the nodes of a pipeline in several processes.
 *
 * @param graph the chosen nodes and their datasets, without status
 * @param sharesState whether the project has a shared state, so that each process can have a checkout of its own
 * @param filesOfCheckout stored datasets that are other files in each checkout, in the order of the graph
 * @param capacities how much there is of each named resource
 * @param variables the environment variables that the configuration refers to
 */
public record Deployment(
        GraphDocument graph,
        boolean sharesState,
        List<String> filesOfCheckout,
        SortedMap<String, Integer> capacities,
        SortedSet<String> variables) {}
