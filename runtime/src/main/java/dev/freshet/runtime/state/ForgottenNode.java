package dev.freshet.runtime.state;

/** The earlier records of a node no longer count. */
public record ForgottenNode(String pipeline, String node) implements StateRecord {}
