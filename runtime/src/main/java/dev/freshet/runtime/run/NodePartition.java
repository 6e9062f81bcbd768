package dev.freshet.runtime.run;

/**
 * The partition of an input for which a node is called; see {@link dev.freshet.Node#each}. Its calls are made side by
 * side, in any order, and each is tried again by itself.
 *
 * @param key the partition's key
 * @param group the same for all partitions of one call of the node, and for no other call of the run: within a group,
 *     the inputs are the same but for the partition, so that whoever makes several of these calls need load them only
 *     once
 */
public record NodePartition(String key, String group) {}
