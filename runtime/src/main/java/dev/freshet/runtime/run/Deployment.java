package dev.freshet.runtime.run;

import dev.freshet.runtime.graph.GraphDocument;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * The facts that another engine needs to run the nodes of a pipeline in several processes.
 *
 * @param graph the chosen nodes and their datasets, without status
 * @param sharesState whether the project has a shared state; only then can each process have its own checkout
 * @param filesOfCheckout stored datasets whose files differ from checkout to checkout, in the order of the graph
 * @param capacities the capacity of each named resource
 * @param variables the environment variables that the configuration refers to
 */
public record Deployment(
        GraphDocument graph,
        boolean sharesState,
        List<String> filesOfCheckout,
        SortedMap<String, Integer> capacities,
        SortedSet<String> variables) {}
