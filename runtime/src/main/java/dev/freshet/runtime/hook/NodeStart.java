package dev.freshet.runtime.hook;

import dev.freshet.runtime.change.Reason;
import java.util.List;
import java.util.Set;

/**
 * A node that is about to run.
 *
 * @param node the node's name
 * @param method the node's method as {@code Class.method}
 * @param tags the node's tags
 * @param reasons why the node runs; empty if the whole pipeline is in memory
 */
public record NodeStart(String node, String method, Set<String> tags, List<Reason> reasons) {}
