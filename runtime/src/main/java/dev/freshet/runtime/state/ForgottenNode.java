package dev.freshet.runtime.state;

/**
 * Invalidates the earlier state entries of a slot. What others, or the same node, have made in other places stays.
 *
 * @param slot where its outputs are stored now; see {@link NodeRecord#slot}
 */
public record ForgottenNode(String pipeline, String node, String slot) implements StateRecord {}
