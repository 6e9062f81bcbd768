package dev.freshet.runtime.timeline;

import dev.freshet.runtime.timeline.TimedGraph.TimedNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * When the nodes of a graph ran, as they noted it, and what is wrong with that. Knows what the documentation promises,
 * and nothing of how it is kept.
 */
public final class Timeline {
    private final TimedGraph graph;
    private final Map<Integer, Long> starts = new LinkedHashMap<>();
    private final Map<Integer, Long> ends = new LinkedHashMap<>();
    private final List<String> faults = new ArrayList<>();

    public Timeline(TimedGraph graph) {
        this.graph = graph;
    }

    public void start(int node, long time) {
        if (starts.put(node, time) != null) {
            faults.add("n" + node + " ran twice");
        }
    }

    public void end(int node, long time) {
        ends.put(node, time);
    }

    public long makespan() {
        return ends.values().stream().mapToLong(Long::longValue).max().orElse(0);
    }

    /**
     * All that is wrong.
     *
     * @param atOnce how many nodes may run at a time
     */
    public List<String> faults(int atOnce) {
        List<String> all = new ArrayList<>(faults);
        for (TimedNode node : graph.nodes()) {
            if (!starts.containsKey(node.number()) || !ends.containsKey(node.number())) {
                all.add("n" + node.number() + " did not run");
                return all;
            }
        }
        for (TimedNode node : graph.nodes()) {
            if (starts.get(node.number()) < ready(node)) {
                all.add("n" + node.number() + " did not wait for those before it");
            }
        }
        all.addAll(crowds(atOnce));
        return all;
    }

    private long ready(TimedNode node) {
        return node.before().stream().mapToLong(ends::get).max().orElse(Long.MIN_VALUE);
    }

    private List<String> crowds(int atOnce) {
        List<String> crowds = new ArrayList<>();
        for (TimedNode node : graph.nodes()) {
            List<TimedNode> beside = graph.nodes().stream()
                    .filter(each -> starts.get(each.number()) <= starts.get(node.number())
                            && ends.get(each.number()) > starts.get(node.number()))
                    .toList();
            if (beside.size() > atOnce) {
                crowds.add(beside.size() + " nodes ran at a time");
            }
            if (beside.size() > 1 && beside.stream().anyMatch(TimedNode::exclusive)) {
                crowds.add("an exclusive node ran beside n" + node.number());
            }
            exceed(beside, TimedNode::cpus, Math.max(TimedGraph.CPUS, atOnce), "cpus", crowds);
            exceed(beside, TimedNode::memory, TimedGraph.MEMORY, "memory", crowds);
            exceed(beside, TimedNode::gpus, TimedGraph.GPUS, "gpu", crowds);
            exceed(beside, TimedNode::lines, TimedGraph.LINES, "line", crowds);
        }
        return crowds;
    }

    private static void exceed(
            List<TimedNode> beside, ToIntFunction<TimedNode> need, int most, String resource, List<String> crowds) {
        int sum = beside.stream().mapToInt(need).sum();
        if (sum > most) {
            crowds.add(sum + " of " + resource + " were taken");
        }
    }

    /** The nodes in the order in which they started. */
    public List<Integer> order() {
        return starts.entrySet().stream()
                .sorted(Comparator.comparingLong(Map.Entry::getValue))
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * The largest number of nodes that became ready later than another one, need the GPUs as it does, and started
     * before it all the same, when there had been too few GPUs for it.
     */
    public long mostOvertakers() {
        return graph.nodes().stream()
                .filter(node -> node.gpus() > 0 && !node.exclusive())
                .mapToLong(this::overtakers)
                .max()
                .orElse(0);
    }

    private long overtakers(TimedNode node) {
        long ready = ready(node);
        List<TimedNode> before = starts.keySet().stream()
                .takeWhile(each -> each != node.number())
                .map(each -> graph.nodes().get(each))
                .filter(each -> starts.get(each.number()) >= ready)
                .toList();
        return before.stream()
                .dropWhile(each -> gpusBefore(each) >= node.gpus())
                .filter(each -> each.gpus() > 0 && ready(each) > ready)
                .count();
    }

    /** How many GPUs are free just before a node starts. */
    private int gpusBefore(TimedNode started) {
        long now = starts.get(started.number());
        int taken = 0;
        for (int each : starts.keySet()) {
            if (each == started.number()) {
                break;
            }
            taken += ends.get(each) > now ? graph.nodes().get(each).gpus() : 0;
        }
        return TimedGraph.GPUS - taken;
    }
}
