package dev.freshet.runtime.live;

import dev.freshet.runtime.timing.NodeGraph;
import java.util.List;
import java.util.Map;

/** Describes what nodes wait for, in words. */
final class LiveWaits {
    private static final int MOST_NAMES = 5;

    private LiveWaits() {}

    /** Lists nodes that have not ended. */
    static String listed(List<String> nodes) {
        String first = String.join(", ", nodes.subList(0, Math.min(MOST_NAMES, nodes.size())));
        return nodes.size() > MOST_NAMES ? first + " and " + (nodes.size() - MOST_NAMES) + " more" : first;
    }

    /** Returns what a node still needs to start. */
    static String lacked(
            String node, List<String> running, int slots, Map<String, Double> capacities, NodeGraph graph) {
        return running.stream()
                .map(holder -> graph.lack(node, holder, running, slots, capacities))
                .filter(lack -> !lack.isEmpty())
                .findFirst()
                .orElse("its turn");
    }
}
