package dev.freshet.runtime.run.session;

import dev.freshet.config.KnownSecrets;
import dev.freshet.runtime.change.Reason;
import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.runtime.hook.OutputPartitions;
import dev.freshet.runtime.hook.PartitionFailure;
import dev.freshet.runtime.run.RunReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Converts a run's report to maps and lists for JSON. */
public final class ReportJson {
    /** The largest number of keys of partitions for an output, so that reports stay small. */
    private static final int MOST_KEYS = 1000;

    private ReportJson() {}

    public static Map<String, Object> of(RunReport report) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("run", report.runId());
        json.put("pipeline", report.pipeline());
        json.put("start", report.start().toString());
        json.put("duration", report.duration().toString());
        json.put("succeeded", report.succeeded());
        json.put("outcome", outcome(report));
        json.put("nodes", report.nodes().stream().map(ReportJson::of).toList());
        json.put("saved", report.saved());
        json.put("warnings", report.warnings());
        return json;
    }

    private static String outcome(RunReport report) {
        if (report.succeeded()) {
            return "succeeded";
        }
        return report.failure().isPresent() ? "failed" : "cancelled";
    }

    static Map<String, Object> of(NodeReport node) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("node", node.node());
        json.put("outcome", node.outcome());
        if (node instanceof NodeReport.Succeeded succeeded) {
            timing(succeeded.timing(), json);
            json.put("reasons", lines(succeeded.reasons()));
            json.put("changedInputs", succeeded.changedInputs());
        } else if (node instanceof NodeReport.Failed failed) {
            timing(failed.timing(), json);
            json.put("reasons", lines(failed.reasons()));
            json.put("cause", KnownSecrets.masked(failed.cause().toString()));
            if (!failed.failedPartitions().isEmpty()) {
                json.put(
                        "failedPartitions",
                        failed.failedPartitions().stream().map(ReportJson::of).toList());
            }
        } else if (node instanceof NodeReport.Cancelled cancelled) {
            timing(cancelled.timing(), json);
        } else if (node instanceof NodeReport.Blocked blocked) {
            json.put("by", blocked.by());
        } else if (node instanceof NodeReport.Skipped skipped) {
            json.put("why", skipped.detail());
            if (!skipped.changes().isEmpty()) {
                json.put("changes", lines(skipped.changes()));
            }
        }
        if (!node.partitions().isEmpty()) {
            json.put(
                    "partitions", node.partitions().stream().map(ReportJson::of).toList());
        }
        return json;
    }

    private static Map<String, Object> of(OutputPartitions output) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("dataset", output.dataset());
        json.put("made", output.made().size());
        json.put("kept", output.kept());
        json.put("removed", output.removed().size());
        json.put("madeKeys", first(output.made()));
        json.put("removedKeys", first(output.removed()));
        return json;
    }

    private static List<String> first(List<String> keys) {
        return keys.stream().limit(MOST_KEYS).map(KnownSecrets::masked).toList();
    }

    private static Map<String, Object> of(PartitionFailure failure) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("partition", failure.partition());
        json.put("tries", failure.tried());
        json.put("cause", KnownSecrets.masked(failure.cause().toString()));
        return json;
    }

    private static List<String> lines(List<Reason> reasons) {
        return reasons.stream()
                .flatMap(reason -> reason.lines().stream())
                .map(KnownSecrets::masked)
                .toList();
    }

    private static void timing(NodeReport.Timing timing, Map<String, Object> json) {
        json.put("duration", timing.ran().toString());
        json.put("waited", timing.waited().toString());
        json.put("tries", timing.tries());
    }
}
