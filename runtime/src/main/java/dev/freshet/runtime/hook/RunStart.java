package dev.freshet.runtime.hook;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * A run that starts.
 *
 * @param runId unique among the runs of a project
 * @param pipeline the pipeline's name
 * @param nodes how many nodes it has, whether they run or not
 * @param durations how long nodes took when they last ran, by name; those that never ran are missing
 */
public record RunStart(String runId, String pipeline, Instant start, int nodes, Map<String, Duration> durations) {}
