package dev.freshet.runtime.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@link Run#verify} found.
 *
 * @param nodes those that were to be verified, in an order in which they can run
 */
public record VerifyReport(List<NodeVerdict> nodes) {
    public VerifyReport {
        nodes = List.copyOf(nodes);
    }

    /** Whether no node failed, and none makes anything but what is stored. */
    public boolean succeeded() {
        return nodes.stream().noneMatch(NodeVerdict::isBad);
    }

    /** How many nodes are of a kind. */
    public long count(NodeVerdict.Kind kind) {
        return nodes.stream().filter(node -> node.kind() == kind).count();
    }

    /** All of it for machines, as maps, lists, strings and booleans. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("succeeded", succeeded());
        json.put("nodes", nodes.stream().map(NodeVerdict::toJson).toList());
        return json;
    }
}
