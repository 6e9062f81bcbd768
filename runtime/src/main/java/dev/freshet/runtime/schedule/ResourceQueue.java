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
import org.jspecify.annotations.Nullable;

/**
 * The ready nodes, and the resources that running nodes hold. A node takes all that it needs at once, so that no two
 * nodes wait for each other. Nodes with equal needs wait in one line, ordered by priority.
 *
 * <p>While a node waits for a resource, nodes after it in the order cannot take that resource. A node that waits for a
 * resource while {@link #PATIENCE} others start comes first from then on, before nodes of a higher priority that were
 * ready later, and of each resource that it has waited for, as much as it needs is kept for it. It therefore starts
 * after a bounded number of others that need the same, and resources that it does not lack stay in use. This class is
 * not thread-safe.
 */
public final class ResourceQueue {
    /** How many other nodes may start while a node waits for a resource, before it comes first. */
    static final int PATIENCE = 16;

    private static final int CPUS = 0;
    private static final int MEMORY = 1;
    private static final int FIRST_NAMED = 2;
    private static final double THOUSANDTHS = 1_000;
    private static final Comparator<Line> ORDER =
            Comparator.<Line, Boolean>comparing(line -> !line.isOverdue).thenComparingLong(line -> line.key);

    private final int[] nodes;
    private final int[] ranks;
    /** The line of each node. */
    private final int[] lineOf;
    /** See {@link WaitingNodes}. */
    private final long[] keys;

    private final List<Line> lines = new ArrayList<>();
    private final long[] free;
    /** How much of each resource is kept for nodes that come earlier. */
    private final long[] kept;

    private int starts;
    private int waiting;
    private int running;
    private int saving;
    private boolean exclusive;

    /** @param order the nodes' numbers; the first one starts first */
    public ResourceQueue(PipelineGraph graph, Capacities capacities, int[] order) {
        nodes = order;
        keys = WaitingNodes.keys(order.length);
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
        kept = new long[free.length];
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
        lines.get(lineOf[node]).waiting.add(ranks[node], starts);
        waiting++;
    }

    /** Returns whether no node waits. */
    public boolean isEmpty() {
        return waiting == 0;
    }

    /** Removes a node that waits, so that it does not start. */
    public void remove(int node) {
        if (lines.get(lineOf[node]).waiting.remove(ranks[node])) {
            waiting--;
        }
    }

    /** Returns the node that would start first if no resource were scarce; -1 if no node waits. */
    public int peek() {
        int first = Integer.MAX_VALUE;
        for (Line line : lines) {
            first = Math.min(first, line.waiting.first());
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
        Arrays.fill(kept, 0);
        if (lines.size() == 1) {
            Line only = lines.get(0);
            only.look();
            return fits(only) && only.next < below ? start(only) : -1;
        }
        @Nullable Line next = null;
        for (Line line : open()) {
            boolean fits = fits(line);
            if (next != null) {
                // This only noted what the line lacks.
                continue;
            }
            if (fits && line.next < below) {
                next = line;
            } else if (line.exclusive) {
                return -1;
            } else {
                line.keep(free, kept);
            }
        }
        return next == null ? -1 : start(next);
    }

    /** The lines in which nodes wait, in the order in which they start. */
    private List<Line> open() {
        List<Line> open = new ArrayList<>();
        for (Line line : lines) {
            if (!line.waiting.isEmpty()) {
                line.look();
                open.add(line);
            }
        }
        open.sort(ORDER);
        return open;
    }

    private int start(Line line) {
        for (int i = 0; i < free.length; i++) {
            free[i] -= line.needs[i];
        }
        line.waiting.remove(line.next);
        line.started();
        starts++;
        running++;
        waiting--;
        exclusive = line.exclusive;
        return nodes[line.next];
    }

    /** Returns whether the line's node can start; notes the resources that are missing. */
    private boolean fits(Line line) {
        boolean fits = !line.exclusive || running + saving == 0;
        for (int i = 0; i < free.length; i++) {
            boolean isShort = line.needs[i] > 0 && line.needs[i] > free[i] - kept[i];
            line.lacked[i] |= isShort;
            fits &= !isShort;
        }
        if (!fits) {
            line.waiting.lack(starts);
        }
        return fits;
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

    /** Nodes with the same needs. */
    private final class Line {
        final long[] needs;
        final boolean exclusive;
        final WaitingNodes waiting = new WaitingNodes(keys);
        /** Which resources were missing since a node of this line last started. */
        final boolean[] lacked;

        /** The rank of the node that starts first, and where that puts the line among others. */
        int next;

        long key;
        boolean isOverdue;

        Line(long[] needs, boolean exclusive) {
            this.needs = needs;
            this.exclusive = exclusive;
            lacked = new boolean[needs.length];
        }

        /** Updates which node starts first. */
        void look() {
            isOverdue = waiting.isOldestOverdue(starts, PATIENCE);
            next = isOverdue ? waiting.oldest() : waiting.first();
            key = isOverdue ? waiting.oldestKey() : next;
        }

        void started() {
            Arrays.fill(lacked, false);
        }

        /** Keeps the resources for which the first node waits away from the nodes after it. */
        void keep(long[] free, long[] kept) {
            for (int i = 0; i < free.length; i++) {
                long rest = Math.max(0, free[i] - kept[i]);
                if (needs[i] > 0 && (isOverdue ? lacked[i] : needs[i] > rest)) {
                    kept[i] += Math.min(needs[i], rest);
                }
            }
        }
    }
}
