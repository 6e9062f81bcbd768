package dev.freshet.processor.read;

import dev.freshet.processor.model.Code;
import dev.freshet.processor.model.Origin;
import dev.freshet.processor.model.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.AnnotationValue;

/** Finds members that are declared but have no effect yet: using one is an error, so that none is silently ignored. */
final class UnsupportedMembers {
    private static final List<String> IN_PIPELINE = List.of("include");
    private static final Map<String, String> IN_NODE = Map.ofEntries(
            Map.entry("tags", "all nodes of a pipeline run"),
            Map.entry("cpus", "nodes run one at a time"),
            Map.entry("memory", "nodes run one at a time"),
            Map.entry("exclusive", "nodes run one at a time"),
            Map.entry("uses", "nodes run one at a time"),
            Map.entry("retries", "a node is tried once"),
            Map.entry("timeout", "a node may take as long as it needs"));

    private UnsupportedMembers() {}

    static List<Problem> inPipeline(Annotated pipeline) {
        List<Problem> problems = new ArrayList<>();
        for (String member : IN_PIPELINE) {
            pipeline.member(member)
                    .ifPresent(value -> problems.add(problem(
                            pipeline, "@Pipeline", member, value, "a pipeline has the nodes of its own class")));
        }
        return problems;
    }

    static List<Problem> inNode(Annotated node) {
        List<Problem> problems = new ArrayList<>();
        IN_NODE.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> node.member(entry.getKey())
                        .ifPresent(value ->
                                problems.add(problem(node, "@Node", entry.getKey(), value, entry.getValue()))));
        return problems;
    }

    private static Problem problem(
            Annotated annotated, String annotation, String member, AnnotationValue value, String instead) {
        Origin origin = new Origin(annotated.element(), annotated.annotation(), value, value);
        return new Problem(
                Code.Unsupported,
                origin,
                annotation + "(" + member + ") is not supported by this version of Freshet: " + instead,
                "Fix: remove \"" + member + "\".");
    }
}
