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
import java.util.PriorityQueue;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Divides nodes into groups, each of which runs in one process. Nodes are in one group if one reads from the memory of
 * the other, or takes its outcome; and if two groups would wait for each other, they are one.
 */
final class Groups {
    /**
     * Nodes that run in one process.
     *
     * @param nodes in an order in which they can run
     * @param upstream the groups that must be done before, by their numbers, which are smaller
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

    /** Returns the groups in an order in which they can run; that of the nodes, as far as the groups allow it. */
    static List<Group> of(GraphDocument document) {
        Groups groups = new Groups(document);
        groups.joinByMemory();
        groups.joinCircles();
        return groups.inOrder();
    }

    private void joinByMemory() {
        for (int node = 0; node < joined.length; node++) {
            for (Use input : nodes.get(node).inputs()) {
                Dataset dataset = datasets.get(input.dataset());
                Integer producer = producer(dataset);
                if (producer != null
                        && (dataset.storage() == Storage.MEMORY || input.form().equals("outcome"))) {
                    join(node, producer);
                }
            }
        }
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
            Integer producer = producer(datasets.get(input.dataset()));
            if (producer != null) {
                upstream.add(producer);
            }
        }
        for (String earlier : nodes.get(node).after()) {
            if (numbers.containsKey(earlier)) {
                upstream.add(numbers.get(earlier));
            }
        }
        return upstream;
    }

    /** Returns for each group, by its first node, the groups that it waits for. */
    private Map<Integer, SortedSet<Integer>> waits() {
        Map<Integer, SortedSet<Integer>> waits = new TreeMap<>();
        for (int node = 0; node < joined.length; node++) {
            int group = first(node);
            SortedSet<Integer> all = waits.computeIfAbsent(group, first -> new TreeSet<>());
            for (int earlier : upstream(node)) {
                if (first(earlier) != group) {
                    all.add(first(earlier));
                }
            }
        }
        return waits;
    }

    /**
     * Joins groups that wait for each other, by Kosaraju's algorithm: groups that end in one tree, when the arrows are
     * followed backwards from the group that was left last, are one.
     */
    private void joinCircles() {
        Map<Integer, SortedSet<Integer>> waits = waits();
        Map<Integer, SortedSet<Integer>> readers = new TreeMap<>();
        waits.keySet().forEach(group -> readers.put(group, new TreeSet<>()));
        waits.forEach(
                (group, earlier) -> earlier.forEach(each -> readers.get(each).add(group)));
        BitSet seen = new BitSet();
        List<Integer> left = new ArrayList<>();
        waits.keySet().forEach(group -> walk(group, waits, seen, left));
        seen.clear();
        for (int i = left.size() - 1; i >= 0; i--) {
            int root = left.get(i);
            List<Integer> tree = new ArrayList<>();
            walk(root, readers, seen, tree);
            tree.forEach(each -> join(root, each));
        }
    }

    /** Adds what is reached for the first time, each when all that it leads to was added. */
    private static void walk(int start, Map<Integer, SortedSet<Integer>> arrows, BitSet seen, List<Integer> left) {
        Deque<Integer> path = new ArrayDeque<>();
        if (!seen.get(start)) {
            seen.set(start);
            path.push(start);
        }
        while (!path.isEmpty()) {
            Integer next = null;
            for (int each : arrows.get(path.element())) {
                if (!seen.get(each)) {
                    next = each;
                    break;
                }
            }
            if (next == null) {
                left.add(path.pop());
            } else {
                seen.set(next);
                path.push(next);
            }
        }
    }

    /** Of the groups that can be next, the one with the first node is. */
    private List<Group> inOrder() {
        Map<Integer, SortedSet<Integer>> waits = waits();
        Map<Integer, List<Integer>> readers = new HashMap<>();
        Map<Integer, Integer> open = new HashMap<>();
        waits.forEach((group, earlier) -> {
            open.put(group, earlier.size());
            earlier.forEach(each ->
                    readers.computeIfAbsent(each, at -> new ArrayList<>()).add(group));
        });
        PriorityQueue<Integer> ready = new PriorityQueue<>();
        open.forEach((group, count) -> {
            if (count == 0) {
                ready.add(group);
            }
        });
        Map<Integer, Integer> places = new HashMap<>();
        while (!ready.isEmpty()) {
            int group = ready.remove();
            places.put(group, places.size());
            for (int reader : readers.getOrDefault(group, List.of())) {
                if (open.merge(reader, -1, Integer::sum) == 0) {
                    ready.add(reader);
                }
            }
        }
        return groups(waits, places);
    }

    private List<Group> groups(Map<Integer, SortedSet<Integer>> waits, Map<Integer, Integer> places) {
        List<Group> groups = new ArrayList<>();
        places.keySet().forEach(group -> groups.add(new Group(new ArrayList<>(), new TreeSet<>())));
        for (int node = 0; node < joined.length; node++) {
            groups.get(places.get(first(node))).nodes().add(nodes.get(node));
        }
        waits.forEach((group, earlier) ->
                earlier.forEach(each -> groups.get(places.get(group)).upstream().add(places.get(each))));
        return groups;
    }
}
