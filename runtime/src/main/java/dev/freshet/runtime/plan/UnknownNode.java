package dev.freshet.runtime.plan;

import dev.freshet.config.NearestName;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/** The message about a name that no node of a pipeline has. */
public final class UnknownNode {
    private UnknownNode() {}

    /** Returns what is wrong, in words that follow the pipeline's name. */
    public static String text(String name, Collection<String> nodes) {
        return text(name, "", nodes);
    }

    /** @param place where the name is written, after a space and in brackets; an empty text if nowhere */
    static String text(String name, String place, Collection<String> nodes) {
        return "has no node \"" + name + "\"" + place + NearestName.known(name, nodes);
    }

    /** Returns the whole message, as a run gives it. */
    public static String message(CompiledPipeline pipeline, String name) {
        PipelineGraph graph = pipeline.graph();
        List<String> nodes =
                IntStream.range(0, graph.nodeCount()).mapToObj(graph::node).toList();
        return "pipeline " + pipeline.name() + ": " + text(name, nodes);
    }
}
