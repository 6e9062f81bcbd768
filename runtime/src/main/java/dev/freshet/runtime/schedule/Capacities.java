package dev.freshet.runtime.schedule;

import dev.freshet.config.NearestName;
import dev.freshet.config.Quantities;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.wiring.NodeOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The amount of each resource that the nodes of a run can take together.
 *
 * @param cpus the number of processors
 * @param memory the memory in bytes
 * @param named the resources of {@code @Node(uses)} by name
 */
public record Capacities(double cpus, long memory, Map<String, Integer> named) {
    /** The resource that {@code @Node(cpus)} takes. */
    public static final String CPUS = "cpus";
    /** The resource that {@code @Node(memory)} takes. */
    public static final String MEMORY = "memory";

    public Capacities {
        named = Map.copyOf(named);
    }

    /** Returns how much there is of each resource, by name. */
    public Map<String, Double> amounts() {
        Map<String, Double> amounts = new TreeMap<>();
        amounts.put(CPUS, cpus);
        amounts.put(MEMORY, (double) memory);
        named.forEach((name, amount) -> amounts.put(name, (double) amount));
        return amounts;
    }

    /**
     * Returns one sentence for each need of a node that exceeds the capacity, because such a node could never start.
     */
    public List<String> excesses(PipelineGraph graph) {
        List<String> excesses = new ArrayList<>();
        for (int node = 0; node < graph.nodeCount(); node++) {
            NodeOptions options = graph.options(node);
            if (options.isDefault() && cpus >= 1) {
                continue;
            }
            String name = "node \"" + graph.node(node) + "\"";
            if (options.cpus() > cpus) {
                excesses.add(name + " needs " + number(options.cpus()) + " cpus, and the run has " + number(cpus) + "; "
                        + fix(CPUS, number(options.cpus())));
            }
            if (options.memory() > memory) {
                excesses.add(name + " needs " + Quantities.text(options.memory()) + " of memory, and the run has "
                        + Quantities.text(memory) + "; " + fix(MEMORY, Quantities.text(options.memory())));
            }
            options.uses().forEach((resource, count) -> {
                int there = named.getOrDefault(resource, 0);
                if (count > there) {
                    excesses.add(name + " needs " + count + " of \"" + resource + "\", and the run has "
                            + (there == 0 ? "none" : there) + "; " + fix(resource, there, count));
                }
            });
        }
        return excesses;
    }

    private String fix(String resource, int there, int count) {
        String more = fix(resource, Integer.toString(count));
        return there == 0 ? NearestName.hint(resource, named.keySet(), more) : more;
    }

    private static String fix(String resource, String amount) {
        return "give it more with --capacity " + resource + "=" + amount + ", Run.capacity, or capacities in run.yml";
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
