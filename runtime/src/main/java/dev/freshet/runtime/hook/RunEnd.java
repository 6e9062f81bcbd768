package dev.freshet.runtime.hook;

import java.time.Duration;
import java.util.List;

/**
 * A run that has ended.
 *
 * @param nodes the report of every node, in execution order
 * @param succeeded whether every node succeeded or was skipped
 */
public record RunEnd(String runId, String pipeline, Duration duration, List<NodeReport> nodes, boolean succeeded) {}
