package dev.freshet.runtime.state;

/** Invalidates the earlier state entries of a node. */
public record ForgottenNode(String pipeline, String node) implements StateRecord {}
