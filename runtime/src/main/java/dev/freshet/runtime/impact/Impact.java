package dev.freshet.runtime.impact;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What would run if something changed.
 *
 * @param asked what changes, as the user named it
 * @param changes what this name stands for; if it stands for several things, any of them may be the one that changes
 * @param will the nodes that run for certain, in an order in which they can run
 * @param may the nodes that run if their upstream nodes make something else
 * @param notes sentences for people
 */
public record Impact(String asked, List<Change> changes, List<Affected> will, List<Affected> may, List<String> notes) {
    /**
     * Something that changes.
     *
     * @param what such as {@code method Stats.mean(double[])}
     * @param source its position in the source; empty if it has none
     */
    public record Change(String what, String source) {}

    /**
     * A node that the change makes run.
     *
     * @param source the position of its method; empty if unknown
     * @param why the cause in words, such as {@code reads orders}
     * @param isStale whether it runs in any case
     * @param usual how long it usually takes; empty if it has not run yet
     */
    public record Affected(String node, String source, String why, boolean isStale, Optional<Duration> usual) {}

    /** Returns the sum of the usual durations of nodes; nodes that have not run yet do not count. */
    public static Duration usual(List<Affected> nodes) {
        return nodes.stream().flatMap(node -> node.usual().stream()).reduce(Duration.ZERO, Duration::plus);
    }

    /** Returns the document for other programs, as {@code docs/json-output.schema.json} describes it. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("asked", asked);
        json.put("changes", changes.stream().map(Impact::json).toList());
        json.put("will", will.stream().map(Impact::json).toList());
        json.put("may", may.stream().map(Impact::json).toList());
        json.put("usualOfWill", usual(will).toString());
        json.put("usualOfMay", usual(may).toString());
        json.put("notes", notes);
        return json;
    }

    private static Map<String, Object> json(Change change) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("what", change.what());
        if (!change.source().isEmpty()) {
            json.put("source", change.source());
        }
        return json;
    }

    private static Map<String, Object> json(Affected node) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("node", node.node());
        if (!node.source().isEmpty()) {
            json.put("source", node.source());
        }
        json.put("why", node.why());
        json.put("stale", node.isStale());
        node.usual().ifPresent(usual -> json.put("usual", usual.toString()));
        return json;
    }
}
