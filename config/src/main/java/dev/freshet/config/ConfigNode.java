package dev.freshet.config;

/** A value in a configuration file, with the place where it is written. */
public sealed interface ConfigNode permits ScalarNode, SequenceNode, MappingNode {
    /** Where the value begins. */
    Position position();
}
