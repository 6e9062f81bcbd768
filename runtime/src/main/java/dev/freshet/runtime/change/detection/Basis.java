package dev.freshet.runtime.change.detection;

import dev.freshet.runtime.state.Version;
import java.util.SortedMap;

/**
 * What a node is made of, in the forms of a {@link dev.freshet.runtime.state.NodeRecord}.
 *
 * @param inputs the versions that are known
 */
public record Basis(
        String code,
        SortedMap<String, String> parameters,
        SortedMap<String, Version> inputs,
        SortedMap<String, String> declarations) {}
