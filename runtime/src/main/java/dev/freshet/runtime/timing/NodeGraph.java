package dev.freshet.runtime.timing;

import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.schedule.Capacities;
import dev.freshet.wiring.NodeOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What nodes wait for by their declarations: upstream nodes, and resources. */
public final class NodeGraph {
    private final Map<String, Set<String>> before = new HashMap<>();
    private final Map<String, Set<String>> after = new HashMap<>();
    private final Map<String, Map<String, Double>> needs = new HashMap<>();
    private final Map<String, Boolean> exclusive = new HashMap<>();

    public NodeGraph(PipelineGraph graph) {
        for (int node = 0; node < graph.nodeCount(); node++) {
            Set<String> all = new LinkedHashSet<>();
            for (int earlier : graph.predecessors(node)) {
                all.add(graph.node(earlier));
                after.computeIfAbsent(graph.node(earlier), each -> new LinkedHashSet<>())
                        .add(graph.node(node));
            }
            before.put(graph.node(node), all);
            needs.put(graph.node(node), needs(graph.options(node)));
            exclusive.put(graph.node(node), graph.options(node).exclusive());
        }
    }

    private static Map<String, Double> needs(NodeOptions options) {
        Map<String, Double> needs = new TreeMap<>();
        needs.put(Capacities.CPUS, options.cpus());
        needs.put(Capacities.MEMORY, (double) options.memory());
        options.uses().forEach((name, amount) -> needs.put(name, (double) amount));
        return needs;
    }

    /** Returns the nodes that a node reads from, or that it names in {@code after}. */
    public Set<String> before(String node) {
        return before.getOrDefault(node, Set.of());
    }

    /** Returns the nodes that wait for a node. */
    public Set<String> after(String node) {
        return after.getOrDefault(node, Set.of());
    }

    /**
     * Returns what a node lacked while other nodes ran, one of which held it; an empty text if it lacked nothing.
     *
     * @param holder one of the nodes that ran
     */
    public String lack(String node, String holder, List<String> running, int slots, Map<String, Double> capacities) {
        if (running.size() >= slots) {
            return "a thread";
        }
        if (exclusive.getOrDefault(node, false) || exclusive.getOrDefault(holder, false)) {
            return "the run for one node alone";
        }
        List<String> lacked = new ArrayList<>();
        needs.getOrDefault(node, Map.of()).forEach((resource, need) -> {
            double taken =
                    running.stream().mapToDouble(each -> need(each, resource)).sum();
            boolean isShort = capacities.containsKey(resource) && taken + need > capacities.get(resource);
            if (need > 0 && isShort && need(holder, resource) > 0) {
                lacked.add(resource);
            }
        });
        return String.join(" and ", lacked);
    }

    private double need(String node, String resource) {
        return needs.getOrDefault(node, Map.of()).getOrDefault(resource, 0.0);
    }
}
