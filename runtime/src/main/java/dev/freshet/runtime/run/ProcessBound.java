package dev.freshet.runtime.run;

import dev.freshet.dataset.catalog.Catalog;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.wiring.JavaTypes;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which nodes are called in the process of the run although its runner calls nodes elsewhere: those that take or make
 * values that cannot leave it. Safe for use by several threads.
 */
public final class ProcessBound {
    private final CompiledPipeline pipeline;
    private final PipelineGraph graph;
    private final Set<String> classes;
    private final Map<Integer, Boolean> known = new ConcurrentHashMap<>();

    /** For the nodes of one run. */
    public ProcessBound(CompiledPipeline pipeline, Catalog catalog) {
        this.pipeline = pipeline;
        graph = pipeline.graph();
        classes = catalog.processBound();
    }

    /** Returns whether a node is called in the process of the run. */
    public boolean isHere(int node) {
        return !classes.isEmpty() && known.computeIfAbsent(node, this::find);
    }

    private boolean find(int node) {
        return isAny(graph.inputs(node)) || isAny(graph.outputs(node)) || isInjected(node);
    }

    private boolean isAny(int[] datasets) {
        for (int dataset : datasets) {
            if (!graph.isParameter(dataset)
                    && classes.contains(JavaTypes.raw(pipeline.type(dataset)).getName())) {
                return true;
            }
        }
        return false;
    }

    /** The method's descriptor also has the parameters that are no datasets. */
    private boolean isInjected(int node) {
        if (!pipeline.codes().isKnown()) {
            return false;
        }
        String method = pipeline.codes().nodes().get(node).method();
        return classes.stream().anyMatch(name -> method.contains("L" + name.replace('.', '/') + ";"));
    }

    /** Returns whether a value in memory never leaves the process: all nodes that make or read it are called there. */
    public boolean staysHere(int dataset) {
        int producer = graph.producer(dataset);
        if (classes.isEmpty() || (producer >= 0 && !isHere(producer))) {
            return false;
        }
        for (int node = 0; node < graph.nodeCount(); node++) {
            for (int input : graph.inputs(node)) {
                if (input == dataset && !isHere(node)) {
                    return false;
                }
            }
        }
        return true;
    }
}
