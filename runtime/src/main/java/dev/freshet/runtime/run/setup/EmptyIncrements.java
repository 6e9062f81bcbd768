package dev.freshet.runtime.run.setup;

import dev.freshet.dataset.catalog.Catalog;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.wiring.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;

/**
 * Decides which incremental inputs may have no partition. A node that runs needs a partition of at least one of its
 * incremental inputs, also of those that reach it by way of values in memory. It receives none of the others.
 */
public final class EmptyIncrements {
    private final PipelineGraph graph;
    private final Catalog catalog;
    private final Set<String> given;
    private final IntPredicate runs;
    private boolean hasAllowed;

    /**
     * For one plan.
     *
     * @param given the datasets that have a value
     * @param runs whether a node runs
     */
    public EmptyIncrements(PipelineGraph graph, Catalog catalog, Set<String> given, IntPredicate runs) {
        this.graph = graph;
        this.catalog = catalog;
        this.given = given;
        this.runs = runs;
    }

    /** Returns whether the run may start although there is no partition of an input that no node makes. */
    boolean isAllowed(int dataset) {
        boolean isAllowed = catalog.isIncremental(graph.dataset(dataset)) && !isRequired(dataset);
        hasAllowed |= isAllowed;
        return isAllowed;
    }

    /** Returns whether some input was found empty and allowed to be so, which another plan may not allow. */
    public boolean hasAllowed() {
        return hasAllowed;
    }

    private boolean isRequired(int dataset) {
        List<Set<Integer>> reaching = new ArrayList<>();
        boolean isRequired = false;
        for (int node = 0; node < graph.nodeCount(); node++) {
            reaching.add(reaching(node, reaching));
            isRequired |= runs.test(node)
                    && (readsWhole(node, dataset)
                            || (reaching.get(node).contains(dataset)
                                    && !isOnlyRead(node)
                                    && reaching.get(node).stream().noneMatch(this::mayHavePartitions)));
        }
        return isRequired;
    }

    /** Returns the incremental inputs of a node; those of its upstream nodes are already known. */
    private Set<Integer> reaching(int node, List<Set<Integer>> before) {
        Set<Integer> reaching = new TreeSet<>();
        int[] inputs = graph.inputs(node);
        for (int i = 0; i < inputs.length; i++) {
            int producer = graph.producer(inputs[i]);
            if (graph.inputForm(node, i) == Form.PARTITIONS && catalog.isIncremental(graph.dataset(inputs[i]))) {
                reaching.add(inputs[i]);
            } else if (producer >= 0 && isInMemory(inputs[i])) {
                reaching.addAll(before.get(producer));
            }
        }
        return reaching;
    }

    private boolean readsWhole(int node, int dataset) {
        int[] inputs = graph.inputs(node);
        for (int i = 0; i < inputs.length; i++) {
            if (inputs[i] == dataset && graph.inputForm(node, i) != Form.PARTITIONS) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether a node makes only values in memory that other nodes read, so that these count in its place. */
    private boolean isOnlyRead(int node) {
        boolean isRead = false;
        for (int output : graph.outputs(node)) {
            if (!isInMemory(output)) {
                return false;
            }
            isRead |= isRead(output);
        }
        return isRead;
    }

    private boolean isRead(int dataset) {
        for (int node = 0; node < graph.nodeCount(); node++) {
            for (int input : graph.inputs(node)) {
                if (input == dataset) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isInMemory(int dataset) {
        return !catalog.isStored(graph.dataset(dataset));
    }

    private boolean mayHavePartitions(int dataset) {
        String name = graph.dataset(dataset);
        return graph.producer(dataset) >= 0
                || given.contains(name)
                || catalog.content(name)
                        .filter(content -> !content.partitions().isEmpty())
                        .isPresent();
    }
}
