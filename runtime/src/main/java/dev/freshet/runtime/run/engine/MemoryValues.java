package dev.freshet.runtime.run.engine;

import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.run.HeldValue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Values in memory, dropped after their last consumer. A skipped node may still run on demand, so its inputs are kept
 * until no node can need its values any more. Safe for use by several threads.
 */
public final class MemoryValues {
    private static final int OPEN = 0;
    private static final int SKIPPED = 1;
    private static final int CLOSED = 2;

    private final PipelineGraph graph;
    private final AtomicReferenceArray<@Nullable Object> values;
    /** How many nodes that are not closed read a dataset, by dataset. */
    private final AtomicIntegerArray readers;

    private final AtomicIntegerArray nodes;
    private final BitSet read = new BitSet();
    /** Datasets whose values are kept for the caller of the run. */
    private final BitSet kept;

    public MemoryValues(PipelineGraph graph, Map<Integer, Object> given, BitSet kept) {
        this.graph = graph;
        this.kept = kept;
        values = new AtomicReferenceArray<>(graph.datasetCount());
        readers = new AtomicIntegerArray(graph.datasetCount());
        nodes = new AtomicIntegerArray(graph.nodeCount());
        given.forEach(values::set);
        for (int node = 0; node < graph.nodeCount(); node++) {
            for (int input : graph.inputs(node)) {
                readers.incrementAndGet(input);
                read.set(input);
            }
        }
    }

    @Nullable
    public Object get(int dataset) {
        return values.get(dataset);
    }

    /** Keeps a value for its consumers, if any are left. The last of them may be closed at the same time. */
    void handOn(int dataset, Object value) {
        values.set(dataset, value);
        if (!isWanted(dataset)) {
            drop(dataset);
        }
    }

    private void drop(int dataset) {
        if (kept.get(dataset)) {
            return;
        }
        if (values.getAndSet(dataset, null) instanceof HeldValue held) {
            held.drop();
        }
    }

    /**
     * Loads the kept values that executors hold. Call this before the executors are closed.
     *
     * @return the problems, one line each
     */
    List<String> takeKept() {
        List<String> problems = new ArrayList<>();
        kept.stream().forEach(dataset -> {
            if (values.get(dataset) instanceof HeldValue held) {
                try {
                    values.set(dataset, held.load());
                } catch (RuntimeException e) {
                    values.set(dataset, null);
                    problems.add("the value of " + graph.dataset(dataset) + " cannot be kept: " + e.getMessage());
                }
                held.drop();
            }
        });
        return problems;
    }

    /** Returns whether a node that is not closed reads a dataset, or only the caller of the run does. */
    boolean isWanted(int dataset) {
        return isAwaited(dataset) || !read.get(dataset);
    }

    /** Returns whether a node of the run reads a dataset. */
    boolean isRead(int dataset) {
        return read.get(dataset);
    }

    /** Returns whether a node that is not closed reads a dataset. */
    boolean isAwaited(int dataset) {
        return readers.get(dataset) > 0;
    }

    /**
     * Closes a node: it will not read its inputs again. Also closes skipped nodes whose values no node can need any
     * more.
     */
    void close(int node) {
        // Without recursion, since chains of nodes that were skipped may be long.
        ArrayDeque<Integer> closing = close(node, null);
        while (closing != null && !closing.isEmpty()) {
            closing = close(closing.remove(), closing);
        }
    }

    /** Closes one node, and adds the nodes to close next to a queue, which is created for the first of them. */
    private @Nullable ArrayDeque<Integer> close(int node, @Nullable ArrayDeque<Integer> queue) {
        ArrayDeque<Integer> closing = queue;
        if (nodes.getAndSet(node, CLOSED) == CLOSED) {
            return closing;
        }
        for (int input : graph.inputs(node)) {
            if (readers.decrementAndGet(input) == 0) {
                drop(input);
                int producer = graph.producer(input);
                if (producer >= 0 && nodes.get(producer) == SKIPPED && !isNeeded(producer)) {
                    closing = closing == null ? new ArrayDeque<>() : closing;
                    closing.add(producer);
                }
            }
        }
        return closing;
    }

    /** A node was skipped. It reads its inputs only if another node needs its values. */
    void skip(int node) {
        if (nodes.compareAndSet(node, OPEN, SKIPPED) && !isNeeded(node)) {
            close(node);
        }
    }

    private boolean isNeeded(int node) {
        for (int output : graph.outputs(node)) {
            if (readers.get(output) > 0) {
                return true;
            }
        }
        return false;
    }
}
