package dev.freshet.runtime.comparison;

import java.util.List;

/** Says what differs in the code of a node. */
@FunctionalInterface
public interface CodeDifference {
    /**
     * Returns a line for each part of the code that differs; none if it is no longer known.
     *
     * @param node the node's name
     * @param before the id of the links of the earlier code
     * @param after the id of the links of the later code
     */
    List<String> lines(String node, String before, String after);
}
