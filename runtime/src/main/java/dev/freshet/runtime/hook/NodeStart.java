package dev.freshet.runtime.hook;

import dev.freshet.runtime.change.Reason;
import java.util.List;
import java.util.Set;

/**
 * A node that must run.
 *
 * @param node its name
 * @param method its method as {@code Class.method}
 * @param tags its tags
 * @param reasons why it runs; empty if the pipeline is all in memory
 */
public record NodeStart(String node, String method, Set<String> tags, List<Reason> reasons) {}
