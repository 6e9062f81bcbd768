package dev.freshet.runtime.cli;

import dev.freshet.config.VisibleText;
import dev.freshet.runtime.plan.PipelineGraph;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Says of each dataset who makes and who reads it, for editors of the catalog. */
final class DatasetNotes {
    private static final int MOST_READERS = 8;

    private DatasetNotes() {}

    /** Returns a sentence for each dataset, by its name. */
    static Map<String, String> of(PipelineGraph graph) {
        List<List<String>> readers = new ArrayList<>();
        for (int dataset = 0; dataset < graph.datasetCount(); dataset++) {
            readers.add(new ArrayList<>());
        }
        for (int node = 0; node < graph.nodeCount(); node++) {
            for (int input : graph.inputs(node)) {
                if (!readers.get(input).contains(graph.node(node))) {
                    readers.get(input).add(graph.node(node));
                }
            }
        }
        Map<String, String> notes = new LinkedHashMap<>();
        for (int dataset = 0; dataset < graph.datasetCount(); dataset++) {
            if (!graph.isParameter(dataset)) {
                notes.put(graph.dataset(dataset), note(graph, dataset, readers.get(dataset)));
            }
        }
        return notes;
    }

    private static String note(PipelineGraph graph, int dataset, List<String> readers) {
        int producer = graph.producer(dataset);
        String made = producer < 0 ? "An input of the pipeline" : "Made by " + graph.node(producer);
        String first = String.join(", ", readers.subList(0, Math.min(MOST_READERS, readers.size())));
        String more = readers.size() > MOST_READERS ? " and " + (readers.size() - MOST_READERS) + " more" : "";
        return VisibleText.line(made + (readers.isEmpty() ? "; no node reads it." : "; read by " + first + more + "."));
    }
}
