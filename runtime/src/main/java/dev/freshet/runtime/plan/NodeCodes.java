package dev.freshet.runtime.plan;

import dev.freshet.fingerprint.NodeCode;
import java.util.ArrayList;
import java.util.List;

/** Where the code of each node of a pipeline starts. */
public final class NodeCodes {
    private static final NodeCodes UNKNOWN = new NodeCodes(List.of());

    private final List<NodeCode> nodes;

    private NodeCodes(List<NodeCode> nodes) {
        this.nodes = nodes;
    }

    /** Of a pipeline that does not know where its code is: each of its nodes counts as changed in every run. */
    public static NodeCodes unknown() {
        return UNKNOWN;
    }

    /**
     * Reads the text that generated classes hold: a line for each node, in the order of their numbers, of fields separated
     * by tabs: the method by JVM descriptors, then {@code type <signature>}, {@code also <type>}, {@code resource <name>} and
     * {@code version <word>} as often as needed, where a backslash escapes tabs and line ends.
     */
    public static NodeCodes parse(String... text) {
        List<NodeCode> nodes = new ArrayList<>();
        for (String part : text) {
            part.lines().map(NodeCodes::node).forEach(nodes::add);
        }
        return new NodeCodes(List.copyOf(nodes));
    }

    static NodeCodes of(List<NodeCode> nodes) {
        return new NodeCodes(List.copyOf(nodes));
    }

    private static NodeCode node(String line) {
        String[] fields = line.split("\t", -1);
        List<String> types = new ArrayList<>();
        List<String> alsoDependsOn = new ArrayList<>();
        List<String> resources = new ArrayList<>();
        String version = "";
        for (int i = 1; i < fields.length; i++) {
            int space = fields[i].indexOf(' ');
            String value = fields[i].substring(space + 1);
            switch (fields[i].substring(0, space)) {
                case "type" -> types.add(value);
                case "also" -> alsoDependsOn.add(value);
                case "resource" -> resources.add(value.translateEscapes());
                case "version" -> version = value.translateEscapes();
                default -> throw new IllegalArgumentException("not the code of a node: " + line);
            }
        }
        return new NodeCode("M:" + fields[0], types, alsoDependsOn, resources, version);
    }

    /** Whether the code of the nodes is known. */
    public boolean isKnown() {
        return !nodes.isEmpty();
    }

    /** One for each node, by the nodes' numbers; empty if unknown. */
    public List<NodeCode> nodes() {
        return nodes;
    }
}
