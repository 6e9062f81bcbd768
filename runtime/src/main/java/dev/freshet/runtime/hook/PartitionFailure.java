package dev.freshet.runtime.hook;

import java.time.Duration;
import java.util.Optional;

/**
 * An attempt of a partition failed, of a node that is called for each partition of an input.
 *
 * @param node the node's name
 * @param partition the partition's key
 * @param tried the number of attempts so far
 * @param cause the exception of the node's method, or a {@link dev.freshet.dataset.DatasetException}
 * @param pause the time until the next attempt; empty if there is none, so that the node fails when its running
 *     partitions have ended
 */
public record PartitionFailure(String node, String partition, int tried, Throwable cause, Optional<Duration> pause) {}
