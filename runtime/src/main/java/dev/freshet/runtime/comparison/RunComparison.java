package dev.freshet.runtime.comparison;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What differs between two runs.
 *
 * @param before the earlier run
 * @param after the later run
 * @param causes what differs and follows from nothing else
 * @param results the datasets with other content
 * @param nodes the nodes with another outcome, or that ran in one of the runs at least
 * @param unknown the nodes of which one run does not know any more what their results were made of
 */
public record RunComparison(
        ComparedRun before,
        ComparedRun after,
        List<Cause> causes,
        List<Result> results,
        List<Times> nodes,
        List<String> unknown) {
    /**
     * A dataset that a node made.
     *
     * @param before its version in the earlier run; empty if that did not have it
     */
    public record Result(String dataset, String node, Optional<Content> before, Optional<Content> after) {}

    /** A version of a dataset, with what is known of its size. */
    public record Content(String version, OptionalLong rows, OptionalLong bytes) {}

    /**
     * A node in both runs.
     *
     * @param outcomeBefore empty if the earlier run had no such node
     * @param before how long it ran; empty if it did not
     */
    public record Times(
            String node,
            String outcomeBefore,
            String outcomeAfter,
            Optional<Duration> before,
            Optional<Duration> after) {}

    /**
     * Compares two runs.
     *
     * @param code says what differs in the code of nodes
     */
    public static RunComparison of(ComparedRun before, ComparedRun after, CodeDifference code) {
        return new Comparer(before, after, code).compare();
    }

    /** All of it for machines, as maps, lists, strings, numbers and booleans. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("before", before.toJson());
        json.put("after", after.toJson());
        json.put("causes", causes.stream().map(RunComparison::json).toList());
        json.put("results", results.stream().map(RunComparison::json).toList());
        json.put("nodes", nodes.stream().map(RunComparison::json).toList());
        json.put("unknown", unknown);
        return json;
    }

    private static Map<String, Object> json(Cause cause) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", cause.kind().word());
        json.put("text", cause.text());
        json.put("nodes", cause.nodes());
        return json;
    }

    private static Map<String, Object> json(Result result) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("dataset", result.dataset());
        json.put("node", result.node());
        result.before().ifPresent(content -> json.put("before", json(content)));
        result.after().ifPresent(content -> json.put("after", json(content)));
        return json;
    }

    private static Map<String, Object> json(Content content) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("version", content.version());
        content.rows().ifPresent(rows -> json.put("rows", rows));
        content.bytes().ifPresent(bytes -> json.put("bytes", bytes));
        return json;
    }

    private static Map<String, Object> json(Times times) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("node", times.node());
        json.put("outcomeBefore", times.outcomeBefore());
        json.put("outcomeAfter", times.outcomeAfter());
        times.before().ifPresent(duration -> json.put("durationBefore", duration.toString()));
        times.after().ifPresent(duration -> json.put("durationAfter", duration.toString()));
        return json;
    }
}
