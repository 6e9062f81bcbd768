package dev.freshet.runtime.change.detection;

/**
 * The version of a partition of a stored dataset.
 *
 * @param version the digest of its content
 * @param stamp the stamp of the partition just before it was digested
 * @param isSettled whether any later change must have given another stamp
 */
public record PartitionVersion(String version, String stamp, boolean isSettled) {}
