package dev.freshet.page;

import dev.freshet.runtime.graph.GraphDocument;
import dev.freshet.runtime.graph.GraphDocument.Node;
import dev.freshet.runtime.graph.GraphDocument.Use;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What of a graph can be reached from each node, whose names differ from those of datasets. */
final class Slices {
    private Slices() {}

    static Map<String, List<String>> upstream(GraphDocument document) {
        Map<String, List<String>> next = new HashMap<>();
        for (Node node : document.nodes()) {
            next.put(node.name(), node.inputs().stream().map(Use::dataset).toList());
            node.outputs().forEach(use -> next.put(use.dataset(), List.of(node.name())));
        }
        return reached(document, next);
    }

    static Map<String, List<String>> downstream(GraphDocument document) {
        Map<String, List<String>> next = new HashMap<>();
        for (Node node : document.nodes()) {
            next.put(node.name(), node.outputs().stream().map(Use::dataset).toList());
            node.inputs()
                    .forEach(use -> next.computeIfAbsent(use.dataset(), each -> new ArrayList<>())
                            .add(node.name()));
        }
        return reached(document, next);
    }

    private static Map<String, List<String>> reached(GraphDocument document, Map<String, List<String>> next) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        for (Node node : document.nodes()) {
            Set<String> seen = new LinkedHashSet<>();
            Deque<String> open = new ArrayDeque<>(List.of(node.name()));
            while (!open.isEmpty()) {
                String name = open.remove();
                if (seen.add(name)) {
                    open.addAll(next.getOrDefault(name, List.of()));
                }
            }
            all.put(node.name(), List.copyOf(seen));
        }
        return all;
    }
}
