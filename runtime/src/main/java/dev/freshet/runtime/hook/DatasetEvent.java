package dev.freshet.runtime.hook;

import java.time.Duration;

/**
 * A load or save of a stored dataset.
 *
 * @param node the node that reads or makes it
 * @param dataset its full name
 * @param location where it is
 * @param duration how long it took
 */
public record DatasetEvent(String node, String dataset, String location, Duration duration) {}
