package dev.freshet.runtime.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@link Run#verify} found.
 *
 * @param nodes the verdict of each selected node, in an order in which the nodes can run
 */
public record VerifyReport(List<NodeVerdict> nodes) {
    public VerifyReport {
        nodes = List.copyOf(nodes);
    }

    /** Returns whether no node failed and every verified node makes what is stored. */
    public boolean succeeded() {
        return nodes.stream().noneMatch(NodeVerdict::isBad);
    }

    /** Returns how many nodes have a verdict. */
    public long count(NodeVerdict.Kind kind) {
        return nodes.stream().filter(node -> node.kind() == kind).count();
    }

    /** Returns the report as maps, lists, strings and booleans, for {@code --json}. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("succeeded", succeeded());
        json.put("nodes", nodes.stream().map(NodeVerdict::toJson).toList());
        return json;
    }
}
