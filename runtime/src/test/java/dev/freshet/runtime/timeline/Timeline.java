package dev.freshet.runtime.timeline;

import dev.freshet.runtime.timeline.TimedGraph.TimedNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * When the nodes of a graph ran, as they noted it, and what is wrong with that. Knows what the documentation promises,
 * and nothing of how it is kept.
 */
public final class Timeline {
    private final TimedGraph graph;
    private final Map<Call, Long> starts = new LinkedHashMap<>();
    private final Map<Call, Long> ends = new LinkedHashMap<>();
    private final List<String> faults = new ArrayList<>();

    /**
     * One call of a node.
     *
     * @param partition the number of its partition; 0 for a node that is called once
     */
    private record Call(TimedNode node, int partition) {
        @Override
        public String toString() {
            return "n" + node.number() + (node.partitions() == 0 ? "" : " for partition " + partition);
        }
    }

    public Timeline(TimedGraph graph) {
        this.graph = graph;
    }

    private Call call(int node, int partition) {
        return new Call(graph.nodes().get(node), partition);
    }

    /** @param partition 0 for a node that is called once */
    public void start(int node, int partition, long time) {
        if (starts.put(call(node, partition), time) != null) {
            faults.add(call(node, partition) + " ran twice");
        }
    }

    public void end(int node, int partition, long time) {
        ends.put(call(node, partition), time);
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
            for (int partition = 0; partition < node.calls(); partition++) {
                Call call = new Call(node, partition);
                if (!starts.containsKey(call) || !ends.containsKey(call)) {
                    all.add(call + " did not run");
                    return all;
                }
            }
        }
        starts.forEach((call, start) -> {
            if (start < ready(call.node())) {
                all.add(call + " did not wait for those before it");
            }
        });
        all.addAll(crowds(atOnce));
        return all;
    }

    private long ready(TimedNode node) {
        return node.before().stream().mapToLong(this::end).max().orElse(Long.MIN_VALUE);
    }

    /** When the last call of a node ended. */
    private long end(int node) {
        return IntStream.range(0, graph.nodes().get(node).calls())
                .mapToLong(partition -> ends.get(call(node, partition)))
                .max()
                .orElseThrow();
    }

    private List<String> crowds(int atOnce) {
        List<String> crowds = new ArrayList<>();
        starts.forEach((call, now) -> {
            List<TimedNode> beside = starts.entrySet().stream()
                    .filter(each -> each.getValue() <= now && ends.get(each.getKey()) > now)
                    .map(each -> each.getKey().node())
                    .toList();
            if (beside.size() > atOnce) {
                crowds.add(beside.size() + " nodes ran at a time");
            }
            if (beside.size() > 1 && beside.stream().anyMatch(TimedNode::exclusive)) {
                crowds.add("an exclusive node ran beside " + call);
            }
            exceed(beside, TimedNode::cpus, Math.max(TimedGraph.CPUS, atOnce), "cpus", crowds);
            exceed(beside, TimedNode::memory, TimedGraph.MEMORY, "memory", crowds);
            exceed(beside, TimedNode::gpus, TimedGraph.GPUS, "gpu", crowds);
            exceed(beside, TimedNode::lines, TimedGraph.LINES, "line", crowds);
        });
        return crowds;
    }

    private static void exceed(
            List<TimedNode> beside, ToIntFunction<TimedNode> need, int most, String resource, List<String> crowds) {
        int sum = beside.stream().mapToInt(need).sum();
        if (sum > most) {
            crowds.add(sum + " of " + resource + " were taken");
        }
    }

    /** The nodes in the order in which their calls started. */
    public List<Integer> order() {
        return starts.entrySet().stream()
                .sorted(Comparator.comparingLong(Map.Entry::getValue))
                .map(call -> call.getKey().node().number())
                .toList();
    }

    /**
     * The largest number of calls of nodes that became ready later than another one, need the GPUs as it does, and
     * started before it all the same, when there had been too few GPUs for it.
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
        List<Call> before = starts.keySet().stream()
                .takeWhile(each -> !each.node().equals(node))
                .filter(each -> starts.get(each) >= ready)
                .toList();
        return before.stream()
                .dropWhile(each -> gpusBefore(each) >= node.gpus())
                .filter(each -> each.node().gpus() > 0 && ready(each.node()) > ready)
                .count();
    }

    /** How many GPUs are free just before a call starts. */
    private int gpusBefore(Call started) {
        long now = starts.get(started);
        int taken = 0;
        for (Call each : starts.keySet()) {
            if (each.equals(started)) {
                break;
            }
            taken += ends.get(each) > now ? each.node().gpus() : 0;
        }
        return TimedGraph.GPUS - taken;
    }
}
