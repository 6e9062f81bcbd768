package dev.freshet.runtime.run;

import dev.freshet.runtime.state.NodeRecord;
import dev.freshet.runtime.state.RunRecord;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A run that recorded results, of this checkout or another one.
 *
 * @param run the state entry of the run
 * @param results the results of the run that the state still has, in the order in which they were recorded
 */
public record RecordedRun(RunRecord run, List<NodeRecord> results) {
    public RecordedRun {
        results = List.copyOf(results);
    }

    /** Returns the sum of the durations of its nodes. */
    public Duration duration() {
        return results.stream().map(NodeRecord::duration).reduce(Duration.ZERO, Duration::plus);
    }

    /** Returns the run as maps, lists, strings and booleans, for {@code --json}. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.putAll(json(run));
        json.put("nodes", results.stream().map(NodeRecord::node).toList());
        json.put("duration", duration().toString());
        return json;
    }

    /** Returns the state entry of a run as strings and booleans, for {@code --json}. */
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
