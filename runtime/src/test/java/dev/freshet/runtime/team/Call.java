package dev.freshet.runtime.team;

import dev.freshet.runtime.team.TeamGraph.Kind;
import dev.freshet.runtime.team.TeamGraph.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A node was called: the log of what really ran. A value is a text that says which node made it, with which code,
 * parameters and inputs, and in a team that signs, in which run.
 *
 * @param run the id of the run
 * @param facts what the node was called with
 * @param outputs what it returned, by dataset; empty if the machine died first
 * @param before what was in the files of its outputs when it was called
 * @param start the number of the event, for the order of calls
 * @param slept whether the machine slept meanwhile
 */
record Call(
        Member member,
        String environment,
        Node node,
        String run,
        Facts facts,
        Map<String, String> outputs,
        Map<String, String> before,
        int start,
        boolean slept) {
    /**
     * Everything that decides what a node makes.
     *
     * @param inputs the contents of its inputs, in their order
     */
    record Facts(String node, int version, List<String> parameters, List<String> inputs) {}

    boolean isComplete() {
        return !outputs.isEmpty() || node.kind() == Kind.SINK;
    }

    String slot() {
        return member.slot(node, environment);
    }

    /**
     * What a node makes. Two of the versions make the same, unless it is kept in memory, so that some changes end here.
     *
     * @param signature the id of the run in a team that signs; else empty
     */
    static Map<String, String> make(Node node, Facts facts, String signature) {
        boolean isStored = node.isStored();
        int shown = isStored && signature.isEmpty() ? Math.min(1, facts.version()) : facts.version();
        Map<String, String> made = new TreeMap<>();
        for (String output : node.outputs()) {
            made.put(
                    output,
                    output + "v" + shown + (isStored && !signature.isEmpty() ? "@" + signature + "|" : "")
                            + facts.parameters() + "(" + String.join(";", facts.inputs()) + ")");
        }
        return made;
    }

    /** A value without the runs that made it. */
    static String unsigned(String value) {
        return value.replaceAll("@[^|]*\\|", "");
    }

    /** What a clean build leaves, without signatures. */
    static Map<String, String> cleanBuild(TeamGraph graph, Member member, String environment, boolean isSigning) {
        Map<String, String> made = new TreeMap<>();
        TeamGraph.RAW.forEach(dataset -> made.put(dataset, member.read(dataset, environment)));
        for (Node node : graph.nodes()) {
            List<String> inputs = new ArrayList<>();
            node.inputs().forEach(input -> inputs.add(made.get(input)));
            Facts facts = new Facts(node.name(), member.version(node), member.values(node, environment), inputs);
            make(node, facts, isSigning ? "-" : "").forEach((output, value) -> made.put(output, unsigned(value)));
        }
        return made;
    }
}
