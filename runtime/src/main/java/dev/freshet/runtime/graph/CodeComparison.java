package dev.freshet.runtime.graph;

import dev.freshet.runtime.graph.GraphDocument.Node;
import dev.freshet.runtime.graph.GraphDocument.State;
import dev.freshet.runtime.graph.GraphDocument.Status;
import dev.freshet.runtime.graph.GraphDocument.Use;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides by the code of nodes alone, without a state: which nodes have changed, and which nodes may therefore make
 * something else.
 */
public final class CodeComparison {
    private static final String WHEN_CHANGED = "WHEN_CHANGED";

    private final Map<String, String> before;
    private final Map<String, String> now;
    private final Map<String, List<String>> changes;
    private final Set<String> touched = new HashSet<>();

    private CodeComparison(Map<String, String> before, Map<String, String> now, Map<String, List<String>> changes) {
        this.before = before;
        this.now = now;
        this.changes = changes;
    }

    /**
     * Returns the document with a status for each node.
     *
     * @param before fingerprints by node
     * @param now fingerprints by node; nodes with unknown code are missing
     * @param changes what changed in the code by node, one line for each change; nodes whose earlier code is unknown
     *     are missing
     */
    public static GraphDocument of(
            GraphDocument document,
            Map<String, String> before,
            Map<String, String> now,
            Map<String, List<String>> changes) {
        CodeComparison comparison = new CodeComparison(before, now, changes);
        List<Node> nodes = new ArrayList<>();
        // A node comes after its upstream nodes.
        for (Node node : document.nodes()) {
            Status status = comparison.status(node);
            if (status.state() == State.RUN || status.state() == State.MAYBE) {
                node.outputs().forEach(use -> comparison.touched.add(use.dataset()));
            }
            nodes.add(node.with(status));
        }
        return new GraphDocument(
                document.pipeline(),
                document.environment(),
                List.copyOf(nodes),
                document.datasets(),
                document.code(),
                document.times(),
                document.views());
    }

    private Status status(Node node) {
        String fingerprint = now.getOrDefault(node.name(), "");
        String rerun = node.options().rerun();
        if (rerun.equals("ALWAYS")) {
            return run("it runs always");
        }
        if (rerun.equals("NEVER")) {
            return keptBack(node, fingerprint);
        }
        if (!before.containsKey(node.name())) {
            return run("it is new");
        }
        if (!rerun.equals(WHEN_CHANGED)) {
            return keptBack(node, fingerprint);
        }
        if (fingerprint.isEmpty()) {
            return run("its code is not known");
        }
        if (!fingerprint.equals(before.get(node.name()))) {
            return status(State.RUN, changesOf(node));
        }
        List<String> inputs = node.inputs().stream()
                .map(Use::dataset)
                .filter(touched::contains)
                .toList();
        return inputs.isEmpty()
                ? status(State.UP_TO_DATE, List.of())
                : status(State.MAYBE, List.of("if " + String.join(" or ", inputs) + " changes"));
    }

    /** Returns the status of a node that does not run for changes in its code. */
    private Status keptBack(Node node, String fingerprint) {
        boolean hasChanged = before.containsKey(node.name()) && !fingerprint.equals(before.get(node.name()));
        return hasChanged ? status(State.KEPT_BACK, changesOf(node)) : status(State.UP_TO_DATE, List.of());
    }

    private List<String> changesOf(Node node) {
        return changes.getOrDefault(node.name(), List.of("its code changed"));
    }

    private static Status run(String reason) {
        return status(State.RUN, List.of(reason));
    }

    private static Status status(State state, List<String> reasons) {
        return new Status(state, reasons, Optional.empty());
    }
}
