package dev.freshet.runtime.change.detection;

import dev.freshet.runtime.state.Version;
import java.util.SortedMap;

/**
 * What determines a node's outputs, in the form of a {@link dev.freshet.runtime.state.NodeRecord}.
 *
 * @param inputs the known versions of inputs
 */
public record Basis(
        String code,
        SortedMap<String, String> parameters,
        SortedMap<String, Version> inputs,
        SortedMap<String, String> declarations) {}
