package dev.freshet.runtime.comparison;

import java.util.List;

/** Finds the differences in the code of a node. */
@FunctionalInterface
public interface CodeDifference {
    /**
     * Returns one line for each difference; none if the code is no longer known.
     *
     * @param node the node's name
     * @param before the id of the links of the earlier code
     * @param after the id of the links of the later code
     */
    List<String> lines(String node, String before, String after);
}
