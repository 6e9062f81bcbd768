package dev.freshet.runtime.export;

import dev.freshet.runtime.graph.GraphDocument;
import dev.freshet.runtime.graph.GraphDocument.Dataset;
import dev.freshet.runtime.graph.GraphDocument.Node;
import dev.freshet.runtime.graph.GraphDocument.Storage;
import dev.freshet.runtime.graph.GraphDocument.Use;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Divides nodes into groups, each of which runs in one process. Two nodes are in one group if one reads a value of the
 * other from memory, or takes its outcome. Two groups that would wait for each other become one.
 */
final class Groups {
    /**
     * Nodes that run in one process.
     *
     * @param nodes in an order in which they can run
     * @param upstream the numbers of the groups that must be done before; they are smaller than the group's own number
     */
    record Group(List<Node> nodes, SortedSet<Integer> upstream) {}

    private final List<Node> nodes;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<String, Dataset> datasets = new HashMap<>();
    private final int[] joined;

    private Groups(GraphDocument document) {
        nodes = document.nodes();
        for (int node = 0; node < nodes.size(); node++) {
            numbers.put(nodes.get(node).name(), node);
        }
        document.datasets().forEach(dataset -> datasets.put(dataset.name(), dataset));
        joined = new int[nodes.size()];
        Arrays.setAll(joined, node -> node);
    }

    /** Returns the groups in an order in which they can run. It follows the order of the nodes, as far as possible. */
    static List<Group> of(GraphDocument document) {
        Groups groups = new Groups(document);
        groups.joinByMemory();
        groups.joinCircles();
        return groups.inOrder();
    }

    private void joinByMemory() {
        for (int node = 0; node < joined.length; node++) {
            for (Use input : nodes.get(node).inputs()) {
                Dataset dataset = dataset(input);
                Integer producer = producer(dataset);
                if (producer != null
                        && (dataset.storage() == Storage.MEMORY || input.form().equals("outcome"))) {
                    join(node, producer);
                }
            }
        }
    }

    private Dataset dataset(Use input) {
        return Objects.requireNonNull(datasets.get(input.dataset()));
    }

    private @Nullable Integer producer(Dataset dataset) {
        return dataset.producer().map(numbers::get).orElse(null);
    }

    private void join(int one, int other) {
        int first = first(one);
        int second = first(other);
        joined[Math.max(first, second)] = Math.min(first, second);
    }

    /** Returns the first node of a group. */
    private int first(int node) {
        int first = node;
        while (joined[first] != first) {
            joined[first] = joined[joined[first]];
            first = joined[first];
        }
        return first;
    }

    /** Returns the nodes that a node waits for, through data or order. */
    private List<Integer> upstream(int node) {
        List<Integer> upstream = new ArrayList<>();
        for (Use input : nodes.get(node).inputs()) {
            Integer producer = producer(dataset(input));
            if (producer != null) {
                upstream.add(producer);
            }
        }
        for (String earlier : nodes.get(node).after()) {
            Integer number = numbers.get(earlier);
            if (number != null) {
                upstream.add(number);
            }
        }
        return upstream;
    }

    /** Returns the groups for which each group waits, by its first node; nothing for all other nodes. */
    private List<SortedSet<Integer>> waits() {
        List<SortedSet<Integer>> waits = new ArrayList<>();
        for (int node = 0; node < joined.length; node++) {
            waits.add(new TreeSet<>());
            int group = first(node);
            for (int earlier : upstream(node)) {
                if (first(earlier) != group) {
                    waits.get(group).add(first(earlier));
                }
            }
        }
        return waits;
    }

    private List<SortedSet<Integer>> readers(List<SortedSet<Integer>> waits) {
        List<SortedSet<Integer>> readers = new ArrayList<>();
        waits.forEach(each -> readers.add(new TreeSet<>()));
        for (int group = 0; group < joined.length; group++) {
            for (int earlier : waits.get(group)) {
                readers.get(earlier).add(group);
            }
        }
        return readers;
    }

    /** Joins groups that wait for each other, by Kosaraju's algorithm for strongly connected components. */
    private void joinCircles() {
        List<SortedSet<Integer>> waits = waits();
        List<SortedSet<Integer>> readers = readers(waits);
        BitSet seen = new BitSet();
        List<Integer> left = new ArrayList<>();
        for (int group = 0; group < joined.length; group++) {
            walk(group, waits, seen, left);
        }
        seen.clear();
        for (int i = left.size() - 1; i >= 0; i--) {
            int root = left.get(i);
            List<Integer> tree = new ArrayList<>();
            walk(root, readers, seen, tree);
            tree.forEach(each -> join(root, each));
        }
    }

    /** Adds the groups that are reached for the first time, each after all groups to which it leads. */
    private static void walk(int start, List<SortedSet<Integer>> arrows, BitSet seen, List<Integer> left) {
        Deque<Integer> path = new ArrayDeque<>();
        if (!seen.get(start)) {
            seen.set(start);
            path.push(start);
        }
        while (!path.isEmpty()) {
            OptionalInt next = arrows.get(path.element()).stream()
                    .mapToInt(each -> each)
                    .filter(each -> !seen.get(each))
                    .findFirst();
            if (next.isEmpty()) {
                left.add(path.pop());
            } else {
                seen.set(next.getAsInt());
                path.push(next.getAsInt());
            }
        }
    }

    /** Sorts the groups. Of the groups that can be next, the one with the first node comes first. */
    private List<Group> inOrder() {
        List<SortedSet<Integer>> waits = waits();
        List<SortedSet<Integer>> readers = readers(waits);
        int[] open = new int[joined.length];
        PriorityQueue<Integer> ready = new PriorityQueue<>();
        for (int group = 0; group < joined.length; group++) {
            open[group] = waits.get(group).size();
            if (first(group) == group && open[group] == 0) {
                ready.add(group);
            }
        }
        int[] places = new int[joined.length];
        List<Group> groups = new ArrayList<>();
        while (!ready.isEmpty()) {
            int group = ready.remove();
            places[group] = groups.size();
            SortedSet<Integer> upstream = new TreeSet<>();
            waits.get(group).forEach(each -> upstream.add(places[each]));
            groups.add(new Group(new ArrayList<>(), upstream));
            for (int reader : readers.get(group)) {
                if (--open[reader] == 0) {
                    ready.add(reader);
                }
            }
        }
        for (int node = 0; node < joined.length; node++) {
            groups.get(places[first(node)]).nodes().add(nodes.get(node));
        }
        return groups;
    }
}
