package dev.freshet.runtime.export;

import dev.freshet.config.ConfigException;
import dev.freshet.config.ConfigProblem;
import dev.freshet.config.Position;
import dev.freshet.runtime.graph.GraphDocument;
import dev.freshet.runtime.graph.GraphDocument.Dataset;
import dev.freshet.runtime.graph.GraphDocument.Storage;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds datasets that no process of a schedule can read. */
final class Obstacles {
    private Obstacles() {}

    static List<String> of(GraphDocument document) {
        Set<String> made = new HashSet<>();
        document.nodes().forEach(node -> node.outputs().forEach(output -> made.add(output.dataset())));
        return document.datasets().stream()
                .filter(dataset -> dataset.storage() == Storage.MEMORY && !made.contains(dataset.name()))
                .map(Obstacles::problem)
                .toList();
    }

    private static String problem(Dataset dataset) {
        return "needs \"" + dataset.name() + "\", which is not stored, so no other process can read it; "
                + (dataset.type().isEmpty()
                        ? "put \"" + dataset.name() + "\" in the catalog"
                        : "give \"" + dataset.name() + "\" a dataset type in the catalog that stores it, instead of "
                                + dataset.type())
                + dataset.producer()
                        .map(producer -> " in the format that is read")
                        .orElse(", or select the node that makes it too");
    }

    /** @throws ConfigException if there are problems */
    static void require(String pipeline, List<String> problems) {
        if (!problems.isEmpty()) {
            Position place = new Position("pipeline " + pipeline, 0, 0);
            throw new ConfigException(problems.stream()
                    .map(text -> new ConfigProblem(place, text))
                    .toList());
        }
    }
}
