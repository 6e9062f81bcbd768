package dev.freshet.runtime.hook;

import java.util.Optional;

/**
 * A line that a node logged by the logger of its {@link dev.freshet.NodeContext}.
 *
 * @param node the node's name
 * @param partition the partition's key, if the call was for one
 * @param text as the node gave it; further lines are those of an exception
 */
public record NodeLog(String node, Optional<String> partition, System.Logger.Level level, String text) {}
