package dev.freshet.runtime.plan;

import dev.freshet.fingerprint.NodeCode;
import dev.freshet.wiring.CodeText;
import java.util.ArrayList;
import java.util.List;

/** Where the code of each node of a pipeline starts. */
public final class NodeCodes {
    private static final NodeCodes UNKNOWN = new NodeCodes(List.of());

    private final List<NodeCode> nodes;

    private NodeCodes(List<NodeCode> nodes) {
        this.nodes = nodes;
    }

    /** Returns the codes of a pipeline whose code is unknown: each node is stale in every run. */
    public static NodeCodes unknown() {
        return UNKNOWN;
    }

    /**
     * Reads the text in generated classes: one line for each node, in the order of their numbers, as {@link CodeText}
     * writes it.
     *
     * @throws IllegalArgumentException if the text does not have this form
     */
    public static NodeCodes parse(String... text) {
        List<NodeCode> nodes = new ArrayList<>();
        for (String part : text) {
            part.lines().map(CodeText::read).forEach(nodes::add);
        }
        return new NodeCodes(List.copyOf(nodes));
    }

    static NodeCodes of(List<NodeCode> nodes) {
        return new NodeCodes(List.copyOf(nodes));
    }

    /** Returns whether the code of the nodes is known. */
    public boolean isKnown() {
        return !nodes.isEmpty();
    }

    /** Returns the code of each node, by the nodes' numbers; empty if unknown. */
    public List<NodeCode> nodes() {
        return nodes;
    }
}
