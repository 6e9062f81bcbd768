package dev.freshet.config;

import java.util.List;

/** A list of values. */
public record SequenceNode(List<ConfigNode> items, Position position) implements ConfigNode {
    public SequenceNode {
        items = List.copyOf(items);
    }
}
