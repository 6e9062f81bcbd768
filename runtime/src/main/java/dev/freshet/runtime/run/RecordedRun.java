package dev.freshet.runtime.run;

import dev.freshet.runtime.state.NodeRecord;
import dev.freshet.runtime.state.RunRecord;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A run that recorded results, of whatever checkout.
 *
 * @param run who ran what, where, and with which code
 * @param results its results that the state still knows, in the order in which they were recorded
 */
public record RecordedRun(RunRecord run, List<NodeRecord> results) {
    public RecordedRun {
        results = List.copyOf(results);
    }

    /** Returns the time that its nodes took together. */
    public Duration duration() {
        return results.stream().map(NodeRecord::duration).reduce(Duration.ZERO, Duration::plus);
    }

    /** All of it for machines, as maps, lists, strings and booleans. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.putAll(json(run));
        json.put("nodes", results.stream().map(NodeRecord::node).toList());
        json.put("duration", duration().toString());
        return json;
    }

    /** A run for machines, as strings and booleans. */
    static Map<String, Object> json(RunRecord run) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("run", run.runId());
        json.put("pipeline", run.pipeline());
        json.put("environment", run.environment());
        json.put("started", run.started().toString());
        json.put("user", run.user());
        json.put("host", run.host());
        json.put("commit", run.commit());
        json.put("dirty", run.isDirty());
        json.put("job", run.job());
        return json;
    }
}
