package dev.freshet.runtime.change.detection;

/**
 * What a partition of a stored dataset holds.
 *
 * @param version the digest of its content
 * @param stamp the stamp that it had just before it was digested
 * @param isSettled whether content that was changed since must have another stamp
 */
public record PartitionVersion(String version, String stamp, boolean isSettled) {}
