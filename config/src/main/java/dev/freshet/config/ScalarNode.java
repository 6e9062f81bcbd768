package dev.freshet.config;

/**
 * A single value.
 *
 * @param text the text of the value, without quotes
 * @param kind the kind of the value by the rules of YAML 1.2's core schema; a quoted text is a string
 * @param secret whether the text comes from credentials or an environment variable, and must never be printed
 */
public record ScalarNode(String text, Kind kind, Position position, boolean secret) implements ConfigNode {
    /** The kind of a scalar. */
    public enum Kind {
        STRING,
        INTEGER,
        FLOAT,
        BOOLEAN,
        NULL
    }

    /** Returns the same value, marked as secret. */
    ScalarNode asSecret() {
        return new ScalarNode(text, kind, position, true);
    }

    /** Returns the text for messages; stars if the value is secret. */
    @Override
    public String toString() {
        return secret ? "***" : text;
    }
}
