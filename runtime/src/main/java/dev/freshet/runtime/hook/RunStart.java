package dev.freshet.runtime.hook;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The start of a run.
 *
 * @param runId the id of the run, unique among the runs of a project
 * @param pipeline the pipeline's name
 * @param environment the environment of the configuration
 * @param nodes the number of nodes, whether they run or not
 * @param slots how many nodes can run at a time
 * @param capacities the capacity of each resource
 * @param expected the nodes that will or may run, each with the duration of its last run; zero if it has never run
 * @param keptBack the nodes that are not up to date and do not run, because their declaration or the run's options say
 *     so, as far as this is known from the start
 * @param project the directory of the project
 * @param datasets describes the datasets of a node by the node's name; it can be called on any thread, also after the
 *     run
 * @param cancel cancels the run: no further node starts, running nodes are interrupted, and finished nodes are recorded
 */
public record RunStart(
        String runId,
        String pipeline,
        String environment,
        Instant start,
        int nodes,
        int slots,
        Map<String, Double> capacities,
        Map<String, Duration> expected,
        Set<String> keptBack,
        Path project,
        Function<String, NodeDatasets> datasets,
        Runnable cancel) {}
