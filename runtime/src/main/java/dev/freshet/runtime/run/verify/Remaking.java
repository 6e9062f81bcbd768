package dev.freshet.runtime.run.verify;

import dev.freshet.dataset.DatasetException;
import dev.freshet.dataset.catalog.Catalog;
import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.runtime.plan.PipelineGraph;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs nodes again. Each node reads stored inputs, so it can run even if its upstream nodes fail. Nodes that a failed
 * node kept from running are run in another round without it.
 */
final class Remaking {
    private final ScratchRun run;
    private final PipelineGraph graph;
    private final Map<Integer, Catalog> made = new HashMap<>();
    private final Map<Integer, String> failures = new HashMap<>();
    private boolean cancelled;

    Remaking(ScratchRun run, PipelineGraph graph) {
        this.run = run;
        this.graph = graph;
    }

    Remaking make(BitSet nodes, Path directory) {
        BitSet left = (BitSet) nodes.clone();
        for (int round = 0; !left.isEmpty() && !cancelled; round++) {
            ScratchRun.Result result = run.run(left, directory.resolve(Integer.toString(round)));
            Map<String, NodeReport> reports = new HashMap<>();
            result.report().nodes().forEach(report -> reports.put(report.node(), report));
            left.stream().forEach(node -> note(node, reports, result.catalog()));
            left.andNot(known());
        }
        return this;
    }

    private BitSet known() {
        BitSet known = new BitSet();
        made.keySet().forEach(known::set);
        failures.keySet().forEach(known::set);
        return known;
    }

    /** Returns the catalog of what a node made; empty if the node failed. */
    Optional<Catalog> made(int node) {
        return Optional.ofNullable(made.get(node));
    }

    /** Returns why a node failed. */
    String failure(int node) {
        return failures.getOrDefault(node, "it was cancelled");
    }

    boolean isCancelled() {
        return cancelled;
    }

    /** Notes the outcomes. Nodes that neither made anything nor failed are run again. */
    private void note(int node, Map<String, NodeReport> reports, Catalog scratch) {
        NodeReport report = reports.get(graph.node(node));
        Optional<NodeReport> given = failureGiven(node, reports);
        if (report instanceof NodeReport.Blocked blocked) {
            noteFailureInMemory(node, reports.get(blocked.by()));
        } else if (!(report instanceof NodeReport.Failed) && !(report instanceof NodeReport.Succeeded)) {
            cancelled = true;
        } else if (given.isPresent()) {
            noteFailureInMemory(node, given.get());
        } else if (report instanceof NodeReport.Failed failed) {
            failures.put(node, cause(failed));
        } else {
            made.put(node, scratch);
        }
    }

    /**
     * Returns the failure that a node received in place of a stored input, if it takes an outcome and that input could
     * not be made.
     */
    private Optional<NodeReport> failureGiven(int node, Map<String, NodeReport> reports) {
        int[] inputs = graph.inputs(node);
        for (int i = 0; i < inputs.length; i++) {
            int producer = graph.takesOutcome(node, i) ? graph.producer(inputs[i]) : -1;
            NodeReport report = producer < 0 ? null : reports.get(graph.node(producer));
            if (report instanceof NodeReport.Failed) {
                return Optional.of(report);
            }
            if (report instanceof NodeReport.Blocked blocked) {
                return Optional.ofNullable(reports.get(blocked.by()));
            }
        }
        return Optional.empty();
    }

    private void noteFailureInMemory(int node, @Nullable NodeReport by) {
        BitSet itself = new BitSet();
        itself.set(node);
        if (by instanceof NodeReport.Failed failed
                && run.withMemory(itself).get(graph.nodeNumber(failed.node()).orElseThrow())) {
            failures.put(node, failed.node() + ", whose values it reads from memory, failed: " + cause(failed));
        }
    }

    private static String cause(NodeReport.Failed failed) {
        Throwable cause = failed.cause();
        String text = cause instanceof DatasetException ? String.valueOf(cause.getMessage()) : cause.toString();
        return text.lines().findFirst().orElse("");
    }
}
