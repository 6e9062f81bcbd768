package dev.freshet.config;

/**
 * A single value.
 *
 * @param text as written, without quotes
 * @param kind what the text stands for by the rules of YAML 1.2's core schema; a quoted text is a string
 * @param secret whether the text comes from credentials or the environment and must never be printed
 */
public record ScalarNode(String text, Kind kind, Position position, boolean secret) implements ConfigNode {
    /** What a scalar stands for. */
    public enum Kind {
        STRING,
        INTEGER,
        FLOAT,
        BOOLEAN,
        NULL
    }

    /** The same value, never to be printed. */
    ScalarNode asSecret() {
        return new ScalarNode(text, kind, position, true);
    }

    /** The text for messages; of a secret, only stars. */
    @Override
    public String toString() {
        return secret ? "***" : text;
    }
}
