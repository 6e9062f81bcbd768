package dev.freshet.runtime.comparison;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The differences between two runs.
 *
 * @param before the earlier run
 * @param after the later run
 * @param causes the differences that follow from no other difference
 * @param results the datasets whose content differs
 * @param nodes the nodes whose outcome differs, or that ran in at least one of the runs
 * @param unknown the nodes for which one run no longer knows what their results were made from
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
     * @param before its version in the earlier run; empty if that run did not have it
     */
    public record Result(String dataset, String node, Optional<Content> before, Optional<Content> after) {}

    /** A version of a dataset, with its size as far as it is known. */
    public record Content(String version, OptionalLong rows, OptionalLong bytes) {}

    /**
     * A node in both runs.
     *
     * @param outcomeBefore its outcome in the earlier run; empty if that run had no such node
     * @param before how long it ran in the earlier run; empty if it did not run
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
     * @param code finds the differences in the code of nodes
     */
    public static RunComparison of(ComparedRun before, ComparedRun after, CodeDifference code) {
        return new Comparer(before, after, code).compare();
    }

    /** Returns the comparison as maps, lists, strings, numbers and booleans, for {@code --json}. */
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
