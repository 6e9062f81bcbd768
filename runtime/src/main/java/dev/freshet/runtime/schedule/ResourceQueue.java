package dev.freshet.runtime.schedule;

import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.wiring.NodeOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The ready nodes, and the resources that running nodes hold. A node takes all that it needs at once, so that no two
 * nodes wait for each other. Nodes with equal needs wait in one line, ordered by priority.
 *
 * <p>While a node waits for a resource, later nodes cannot take that resource. Once {@link #PATIENCE} other nodes have
 * overtaken it, later nodes cannot take any resource that it needs. The node therefore starts after a bounded number of
 * others, and resources that it does not need stay in use. This class is not thread-safe.
 */
public final class ResourceQueue {
    /** The number of nodes that can overtake a node that waits for a resource. */
    static final int PATIENCE = 16;

    private static final int CPUS = 0;
    private static final int MEMORY = 1;
    private static final int FIRST_NAMED = 2;
    private static final double THOUSANDTHS = 1_000;

    private final int[] nodes;
    private final int[] ranks;
    /** The line of each node. */
    private final int[] lineOf;

    private final List<Line> lines = new ArrayList<>();
    private final long[] free;
    private final boolean[] claimed;
    private int waiting;
    private int running;
    private int saving;
    private boolean exclusive;

    /** Nodes with the same needs. */
    private static final class Line {
        final long[] needs;
        final boolean exclusive;
        final IntHeap ranks = new IntHeap();
        int overtaken;

        Line(long[] needs, boolean exclusive) {
            this.needs = needs;
            this.exclusive = exclusive;
        }
    }

    /** @param order the nodes' numbers; the first one starts first */
    public ResourceQueue(PipelineGraph graph, Capacities capacities, int[] order) {
        nodes = order;
        ranks = new int[order.length];
        for (int rank = 0; rank < order.length; rank++) {
            ranks[order[rank]] = rank;
        }
        List<String> names = List.copyOf(new TreeSet<>(capacities.named().keySet()));
        free = new long[FIRST_NAMED + names.size()];
        free[CPUS] = (long) (capacities.cpus() * THOUSANDTHS);
        free[MEMORY] = capacities.memory();
        for (int i = 0; i < names.size(); i++) {
            free[FIRST_NAMED + i] = capacities.named().getOrDefault(names.get(i), 0);
        }
        claimed = new boolean[free.length];
        lineOf = new int[order.length];
        Map<List<Object>, Integer> numbers = new HashMap<>();
        lines.add(new Line(needs(NodeOptions.DEFAULT, names), false));
        for (int node = 0; node < order.length; node++) {
            NodeOptions options = graph.options(node);
            if (options.isDefault()) {
                continue;
            }
            List<Object> key = List.of(options.cpus(), options.memory(), options.uses(), options.exclusive());
            Integer line = numbers.get(key);
            if (line == null) {
                line = lines.size();
                numbers.put(key, line);
                lines.add(new Line(needs(options, names), options.exclusive()));
            }
            lineOf[node] = line;
        }
    }

    private long[] needs(NodeOptions options, List<String> names) {
        long[] needs = new long[free.length];
        needs[CPUS] = (long) (options.cpus() * THOUSANDTHS);
        needs[MEMORY] = options.memory();
        options.uses().forEach((name, count) -> needs[FIRST_NAMED + names.indexOf(name)] = count);
        return needs;
    }

    /** Returns the rank of a node in the order; 0 for the first. */
    public int rank(int node) {
        return ranks[node];
    }

    /** Returns the node with a rank. */
    public int node(int rank) {
        return nodes[rank];
    }

    /** Returns whether an exclusive node is running. */
    public boolean isExclusive() {
        return exclusive;
    }

    /** Adds a node that is ready to start. */
    public void add(int node) {
        lines.get(lineOf[node]).ranks.add(ranks[node]);
        waiting++;
    }

    /** Returns whether no node waits. */
    public boolean isEmpty() {
        return waiting == 0;
    }

    /** Removes a node that waits, so that it does not start. */
    public void remove(int node) {
        if (lines.get(lineOf[node]).ranks.remove(ranks[node])) {
            waiting--;
        }
    }

    /** Returns the node that would start first if no resource were scarce; -1 if no node waits. */
    public int peek() {
        int first = Integer.MAX_VALUE;
        for (Line line : lines) {
            first = Math.min(first, line.ranks.peek());
        }
        return first == Integer.MAX_VALUE ? -1 : nodes[first];
    }

    /**
     * Starts the first node that can start, and takes the resources that it needs.
     *
     * @param below the rank below which nodes are considered
     * @return the node's number; -1 if no node can start now
     */
    public int poll(int below) {
        if (waiting == 0 || exclusive) {
            return -1;
        }
        if (lines.size() == 1) {
            return start(lines.get(0), below);
        }
        List<Line> open = new ArrayList<>();
        for (Line line : lines) {
            if (!line.ranks.isEmpty()) {
                open.add(line);
            }
        }
        open.sort(Comparator.comparingInt(line -> line.ranks.peek()));
        Arrays.fill(claimed, false);
        for (int i = 0; i < open.size(); i++) {
            int node = start(open.get(i), below);
            if (node >= 0) {
                for (int j = 0; j < i; j++) {
                    open.get(j).overtaken++;
                }
                return node;
            }
            if (!claim(open.get(i))) {
                return -1;
            }
        }
        return -1;
    }

    private int start(Line line, int below) {
        if (line.ranks.peek() >= below || !fits(line)) {
            return -1;
        }
        for (int i = 0; i < free.length; i++) {
            free[i] -= line.needs[i];
        }
        line.overtaken = 0;
        running++;
        waiting--;
        exclusive = line.exclusive;
        return nodes[line.ranks.remove()];
    }

    private boolean fits(Line line) {
        if (line.exclusive && running + saving > 0) {
            return false;
        }
        for (int i = 0; i < free.length; i++) {
            if (line.needs[i] > 0 && (claimed[i] || line.needs[i] > free[i])) {
                return false;
            }
        }
        return true;
    }

    /** Reserves what a line waits for against later nodes; returns false if that is every resource. */
    private boolean claim(Line line) {
        if (line.exclusive) {
            return false;
        }
        boolean all = line.overtaken >= PATIENCE;
        for (int i = 0; i < free.length; i++) {
            claimed[i] |= line.needs[i] > 0 && (all || line.needs[i] > free[i]);
        }
        return true;
    }

    /** Releases the resources of a node that has ended. */
    public void release(int node) {
        Line line = lines.get(lineOf[node]);
        for (int i = 0; i < free.length; i++) {
            free[i] += line.needs[i];
        }
        running--;
        exclusive = false;
    }

    /** Marks the start of a background save. Exclusive nodes do not run beside it. */
    public void saving() {
        saving++;
    }

    /** Marks the end of a background save. */
    public void saved() {
        saving--;
    }
}
