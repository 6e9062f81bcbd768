package dev.freshet.runtime.change.detection;

import dev.freshet.fingerprint.NodeCode;
import dev.freshet.runtime.plan.PipelineGraph;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The nodes whose results nobody else may use, because something decided about them that is in no key: the id of the
 * run, or the fields of the object whose method the node is. A node that reads the value of such a node from memory is
 * one, too: the value has no version but what it was made of.
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

    /** To be asked when all nodes before it are settled. */
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
