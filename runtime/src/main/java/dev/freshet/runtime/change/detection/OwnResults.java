package dev.freshet.runtime.change.detection;

import dev.freshet.fingerprint.NodeCode;
import dev.freshet.runtime.plan.PipelineGraph;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The nodes whose results no other checkout may use, because they depend on something that is in no key: the run's id,
 * or the fields of the object whose method the node is. This also applies to nodes that read a value of such a node
 * from memory, since the version of that value is only a digest of what it was made from.
 */
final class OwnResults {
    private final PipelineGraph graph;
    private final Versions versions;
    private final Set<Integer> nodes = ConcurrentHashMap.newKeySet();

    OwnResults(Context context, Versions versions) {
        this.versions = versions;
        graph = context.pipeline().graph();
        List<NodeCode> codes = context.pipeline().codes().nodes();
        for (int node = 0; node < codes.size(); node++) {
            if (codes.get(node).isInstance()) {
                nodes.add(node);
            }
        }
    }

    void add(int node) {
        nodes.add(node);
    }

    /** Returns whether a node is one of them. Call this when all upstream nodes are settled. */
    boolean has(int node) {
        if (nodes.contains(node)) {
            return true;
        }
        for (int input : graph.inputs(node)) {
            int producer = graph.producer(input);
            if (producer >= 0 && nodes.contains(producer) && versions.stored(input) == null) {
                nodes.add(node);
                return true;
            }
        }
        return false;
    }
}
