package dev.freshet.runtime.run;

/**
 * The partition of an input for which a node is called; see {@link dev.freshet.Node#each}. The calls run in any order
 * and at the same time, and each is retried on its own.
 *
 * @param key the partition's key
 * @param group equal for all partitions that share their other inputs, and for no other calls of the run. A worker that
 *     makes several calls of a group need load these inputs only once
 */
public record NodePartition(String key, String group) {}
