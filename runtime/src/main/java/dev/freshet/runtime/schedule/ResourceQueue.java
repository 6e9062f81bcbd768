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
 * Nodes that could start, and the resources that those which have started hold. All that a node needs is taken at once, so
 * that no two nodes wait for each other. Nodes with equal needs wait in one line, ordered by priority.
 *
 * <p>A node for which something is missing keeps later ones from taking just that; once {@link #PATIENCE} others have
 * overtaken it, it keeps them from taking anything that it needs. So it starts after a bounded number of others, and what
 * it does not need stays in use meanwhile. Not safe for use by several threads.
 */
public final class ResourceQueue {
    /** How many may overtake a node that waits for a resource. */
    static final int PATIENCE = 16;

    private static final int CPUS = 0;
    private static final int MEMORY = 1;
    private static final int FIRST_NAMED = 2;
    private static final double THOUSANDTHS = 1_000;

    private final int[] nodes;
    private final int[] ranks;
    /** Where each node waits. */
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

    /** @param order the nodes' numbers, the first to start first */
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

    /** The place of a node in the order: 0 for the first. */
    public int rank(int node) {
        return ranks[node];
    }

    /** The node at a place in the order. */
    public int node(int rank) {
        return nodes[rank];
    }

    /** Whether a node runs that nothing may run beside. */
    public boolean isExclusive() {
        return exclusive;
    }

    /** A node is ready to start. */
    public void add(int node) {
        lines.get(lineOf[node]).ranks.add(ranks[node]);
        waiting++;
    }

    /** Whether no node waits. */
    public boolean isEmpty() {
        return waiting == 0;
    }

    /** A node that waited must not start any more. */
    public void remove(int node) {
        if (lines.get(lineOf[node]).ranks.remove(ranks[node])) {
            waiting--;
        }
    }

    /** The node that would start first if there were enough of everything; -1 if none waits. */
    public int peek() {
        int first = Integer.MAX_VALUE;
        for (Line line : lines) {
            first = Math.min(first, line.ranks.peek());
        }
        return first == Integer.MAX_VALUE ? -1 : nodes[first];
    }

    /**
     * Starts the first node that can start, and takes what it needs.
     *
     * @param below only nodes with a rank below this
     * @return its number; -1 if none can start now
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

    /** Keeps later nodes from taking what a line waits for; false if that is everything. */
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

    /** A node that was started has ended: gives back what it took. */
    public void release(int node) {
        Line line = lines.get(lineOf[node]);
        for (int i = 0; i < free.length; i++) {
            free[i] += line.needs[i];
        }
        running--;
        exclusive = false;
    }

    /** Something is being saved in the background, beside which nothing exclusive may run. */
    public void saving() {
        saving++;
    }

    /** It has been saved. */
    public void saved() {
        saving--;
    }
}
