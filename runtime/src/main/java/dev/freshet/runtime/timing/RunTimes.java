package dev.freshet.runtime.timing;

import java.util.List;
import java.util.Map;

/**
 * The activities of a run.
 *
 * @param total from the start of the run to its end, in nanoseconds
 * @param slots how many nodes could run at a time
 * @param capacities the capacity of each resource
 * @param activities the activities, by their start
 */
public record RunTimes(long total, int slots, Map<String, Double> capacities, List<Activity> activities) {}
