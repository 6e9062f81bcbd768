package dev.freshet.runtime.plan;

/**
 * The name of a node, as a constant of a generated {@code Nodes} class.
 *
 * @param name the node's name
 */
public record NodeRef(String name) {
    @Override
    public String toString() {
        return name;
    }
}
