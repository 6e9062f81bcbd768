package dev.freshet.runtime.hook;

import java.time.Duration;

/**
 * A load or save of a stored dataset.
 *
 * @param node the node that reads or produces the dataset
 * @param dataset the dataset's full name
 * @param location where the dataset is stored
 * @param duration how long the load or save took
 */
public record DatasetEvent(String node, String dataset, String location, Duration duration) {}
