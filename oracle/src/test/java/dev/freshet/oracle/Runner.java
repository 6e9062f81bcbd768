package dev.freshet.oracle;

import java.util.List;
import java.util.SortedMap;

/** Runs nodes of programs. */
public interface Runner {
    /**
     * What a node returns for fixed inputs, as text.
     *
     * @param classPath the files of each directory, in order; equal objects are the same program
     */
    String run(List<SortedMap<String, byte[]>> classPath, NodeId node);
}
