package dev.freshet.runtime.run;

import dev.freshet.dataset.catalog.Catalog;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.wiring.JavaTypes;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the nodes that are called in the process of the run even if the runner calls nodes in other processes: nodes
 * that take or make values that cannot leave the process. Safe for use by several threads.
 */
public final class ProcessBound {
    private final CompiledPipeline pipeline;
    private final PipelineGraph graph;
    private final Catalog catalog;
    private final Map<Integer, Boolean> known = new ConcurrentHashMap<>();

    /** Examines the nodes of one run. */
    public ProcessBound(CompiledPipeline pipeline, Catalog catalog) {
        this.pipeline = pipeline;
        graph = pipeline.graph();
        this.catalog = catalog;
    }

    /** Returns whether a node is called in the process of the run. */
    public boolean isHere(int node) {
        return known.computeIfAbsent(node, this::find);
    }

    private boolean find(int node) {
        Set<String> classes = catalog.processBound();
        return !classes.isEmpty()
                && (isAny(graph.inputs(node), classes)
                        || isAny(graph.outputs(node), classes)
                        || isInjected(node, classes));
    }

    private boolean isAny(int[] datasets, Set<String> classes) {
        for (int dataset : datasets) {
            if (!graph.isParameter(dataset)
                    && classes.contains(JavaTypes.raw(pipeline.type(dataset)).getName())) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns whether a method takes an injected object. Its descriptor also has the parameters that are not datasets.
     */
    private boolean isInjected(int node, Set<String> classes) {
        if (!pipeline.codes().isKnown()) {
            return false;
        }
        String method = pipeline.codes().nodes().get(node).method();
        return classes.stream().anyMatch(name -> method.contains("L" + name.replace('.', '/') + ";"));
    }

    /** Returns whether a value in memory never leaves the process: all nodes that make or read it are called there. */
    public boolean staysHere(int dataset) {
        int producer = graph.producer(dataset);
        if (catalog.processBound().isEmpty() || (producer >= 0 && !isHere(producer))) {
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

    /** Returns an executor that calls the nodes that cannot leave this process here, and has another call the others. */
    public Executor executor(NodeExecutor elsewhere) {
        return new Executor(elsewhere);
    }

    /** Calls some nodes here, and has the others called elsewhere. */
    public final class Executor implements NodeExecutor {
        private final NodeExecutor elsewhere;

        private Executor(NodeExecutor elsewhere) {
            this.elsewhere = elsewhere;
        }

        /** Returns whether the executor of a node loads its stored inputs and saves its stored outputs itself. */
        public boolean storesItself(int node) {
            return elsewhere.storesItself() && !isHere(node);
        }

        private NodeExecutor of(NodeCall call) {
            return elsewhere.storesItself() && isHere(call.node()) ? IN_PROCESS : elsewhere;
        }

        @Override
        public boolean storesItself() {
            return elsewhere.storesItself();
        }

        @Override
        public Duration timeToEnd() {
            return elsewhere.timeToEnd();
        }

        @Override
        public void prepare(NodeCall call) throws Exception {
            of(call).prepare(call);
        }

        @Override
        public @Nullable Object[] execute(NodeCall call) throws Exception {
            return of(call).execute(call);
        }

        @Override
        public void close() {
            elsewhere.close();
        }
    }
}
