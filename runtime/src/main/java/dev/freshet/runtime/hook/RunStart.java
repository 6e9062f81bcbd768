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
 * @param expected the nodes that run or may run, each with how long it took when it last ran, zero if it never did
 * @param cancel ends the run early: no further node is started, running ones are interrupted, what is finished is recorded
 */
public record RunStart(
        String runId, String pipeline, Instant start, int nodes, Map<String, Duration> expected, Runnable cancel) {}
