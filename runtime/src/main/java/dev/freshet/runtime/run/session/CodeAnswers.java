package dev.freshet.runtime.run.session;

import dev.freshet.config.ConfigException;
import dev.freshet.fingerprint.CodeMember;
import dev.freshet.fingerprint.LinkedParts;
import dev.freshet.runtime.change.detection.CodeFingerprints;
import dev.freshet.runtime.plan.PipelineGraph;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Answers questions about the code of nodes, without the state and the data. */
public final class CodeAnswers {
    /** The id of links that are not in the cache. */
    private static final String EARLIER = "earlier";

    private final SessionFacts facts;
    private final PipelineGraph graph;

    CodeAnswers(SessionFacts facts) {
        this.facts = facts;
        graph = facts.graph();
    }

    /** Returns the fingerprint of each node whose code is known, and warns of the others. */
    public Map<String, String> fingerprints() {
        CodeFingerprints codes = facts.fingerprints();
        Map<String, String> byName = new LinkedHashMap<>();
        for (int node = 0; node < graph.nodeCount(); node++) {
            if (!codes.fingerprint(node).isEmpty()) {
                byName.put(graph.node(node), codes.fingerprint(node));
            } else if (!codes.unknown(node).isEmpty()) {
                facts.run()
                        .warnings()
                        .accept("the code of " + graph.node(node) + " is not known: " + codes.unknown(node));
            }
        }
        return byName;
    }

    /** Returns what the fingerprints were computed from. */
    public String members() {
        return facts.fingerprints()
                .shared()
                .orElseThrow(() -> new ConfigException(List.of(facts.problem(
                        "cannot tell what the fingerprints were computed from, since nothing can be written to "
                                + facts.run().state()))));
    }

    /**
     * Returns what changed in the code of nodes, by node.
     *
     * @param earlier what the earlier fingerprints were computed from
     */
    public Map<String, List<String>> changes(String earlier) {
        LinkedParts parts = new LinkedParts(earlier);
        Map<String, List<String>> changes = new LinkedHashMap<>();
        for (int node = 0; node < graph.nodeCount(); node++) {
            List<String> lines = facts.fingerprints().changes(node, EARLIER, id -> parts);
            if (!lines.isEmpty()) {
                changes.put(graph.node(node), lines);
            }
        }
        return changes;
    }

    /** Returns what nodes use that no fingerprint covers, by node. */
    public Map<String, List<String>> impure() {
        return NodePlan.impure(graph, facts.fingerprints());
    }

    /** Returns the classes that count as a whole, by node. */
    public Map<String, List<String>> wholeClasses() {
        return WholeClasses.of(facts.run().pipeline(), facts.fingerprints());
    }

    /** Returns the methods, fields and classes that the class path declares. */
    List<CodeMember> declared() {
        return facts.fingerprints()
                .source()
                .map(seen -> CodeMember.declared(seen.classPath()))
                .orElse(List.of());
    }
}
