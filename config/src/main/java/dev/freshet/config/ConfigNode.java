package dev.freshet.config;

/** A value in a configuration file, with its position. */
public sealed interface ConfigNode permits ScalarNode, SequenceNode, MappingNode {
    /** Returns where the value begins. */
    Position position();
}
