package dev.freshet.runtime.comparison;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A run, as read from its report.
 *
 * @param run the id
 * @param commit the commit that was checked out; empty if unknown
 * @param isDirty whether a tracked file differed from the commit
 * @param job the job of the CI server; empty outside CI
 * @param java the JVM
 * @param os the operating system and the processor's architecture
 * @param nodes in an order in which they can run
 */
public record ComparedRun(
        String run,
        String pipeline,
        String environment,
        Instant start,
        Duration duration,
        String outcome,
        String user,
        String host,
        String commit,
        boolean isDirty,
        String job,
        String java,
        String os,
        List<ComparedNode> nodes) {
    /** Returns the nodes by their names. */
    Map<String, ComparedNode> byName() {
        Map<String, ComparedNode> byName = new LinkedHashMap<>();
        nodes.forEach(node -> byName.put(node.node(), node));
        return byName;
    }

    /** Returns the run without its nodes as strings and booleans, for {@code --json}. */
    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("run", run);
        json.put("pipeline", pipeline);
        json.put("environment", environment);
        json.put("started", start.toString());
        json.put("duration", duration.toString());
        json.put("outcome", outcome);
        json.put("user", user);
        json.put("host", host);
        json.put("commit", commit);
        json.put("dirty", isDirty);
        json.put("job", job);
        return json;
    }
}
