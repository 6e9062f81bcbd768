package dev.freshet.runtime.graph;

import dev.freshet.runtime.graph.GraphDocument.Dataset;
import dev.freshet.runtime.graph.GraphDocument.Node;
import dev.freshet.runtime.graph.GraphDocument.Options;
import dev.freshet.runtime.graph.GraphDocument.State;
import dev.freshet.runtime.graph.GraphDocument.Status;
import dev.freshet.runtime.graph.GraphDocument.Storage;
import dev.freshet.runtime.graph.GraphDocument.Use;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Builds documents for tests. */
final class Documents {
    static final List<String> HOSTILE = List.of(
            "constructor",
            "__proto__",
            "</script><script>alert(1)</script>",
            "end",
            "\"quoted\" 'twice' `thrice`",
            "\u202Edesrever\u2066",
            "\u0639\u0631\u0628\u064A",
            "a\u0000b\tc\nd\u007F",
            "n".repeat(200),
            "b0",
            "back\\slash\\N \\\"",
            "&amp;#35;&lt;b&gt;",
            "**bold** _x_ [l](javascript:alert(1))",
            "]) --> b1; click b0 href \"javascript:alert(1)\"");

    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, String> producers = new LinkedHashMap<>();
    private final Map<String, List<String>> readers = new LinkedHashMap<>();
    private String rerun = "WHEN_CHANGED";

    /** A chain of nodes with these names, whose datasets have them too. */
    static GraphDocument chain(List<String> names) {
        Documents documents = new Documents();
        String before = "";
        for (String name : names) {
            documents.node(name, before.isEmpty() ? List.of() : List.of(before), List.of("of " + name));
            before = "of " + name;
        }
        return documents.build();
    }

    /** Sets when the nodes that follow run again. */
    Documents rerun(String when) {
        rerun = when;
        return this;
    }

    Documents node(String name, List<String> inputs, List<String> outputs) {
        inputs.forEach(input ->
                readers.computeIfAbsent(input, each -> new ArrayList<>()).add(name));
        outputs.forEach(output -> {
            producers.put(output, name);
            readers.computeIfAbsent(output, each -> new ArrayList<>());
        });
        nodes.add(new Node(
                name,
                "P." + name,
                "src/P.java:" + (nodes.size() + 1),
                List.of(),
                new Options(rerun, 1, 0, new TreeMap<>(), false, 0, 0, Optional.empty()),
                inputs.stream().map(input -> new Use(input, "value")).toList(),
                outputs.stream().map(output -> new Use(output, "value")).toList(),
                List.of(),
                Optional.of(new Status(State.RUN, List.of("it has not run before"), Optional.empty()))));
        return this;
    }

    GraphDocument build() {
        List<Dataset> datasets = new ArrayList<>();
        readers.forEach((name, all) -> datasets.add(new Dataset(
                name, "", "String", Storage.MEMORY, "", Optional.ofNullable(producers.get(name)), List.copyOf(all))));
        return new GraphDocument("Test", "local", List.copyOf(nodes), datasets, List.of(), Optional.empty());
    }
}
