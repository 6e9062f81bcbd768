package dev.freshet.runtime.run.verify;

import dev.freshet.Rerun;
import dev.freshet.dataset.DatasetException;
import dev.freshet.dataset.Difference;
import dev.freshet.dataset.catalog.Catalog;
import dev.freshet.runtime.change.Decision;
import dev.freshet.runtime.change.Reason;
import dev.freshet.runtime.change.detection.ChangeDetector;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.run.NodeVerdict;
import dev.freshet.runtime.run.VerifyReport;
import dev.freshet.runtime.run.setup.RunDescription;
import dev.freshet.runtime.run.worker.TemporaryFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Runs nodes that are up to date again in a scratch directory, and compares the results with what is stored. If they
 * differ, the node reads something that it does not declare, or somebody has changed what is stored. No existing file
 * is changed.
 */
public final class Verification {
    private final RunDescription run;
    private final PipelineGraph graph;
    private final ScratchRun scratch;
    private final Supplier<ChangeDetector> detectors;
    private final Map<Integer, NodeVerdict> verdicts = new TreeMap<>();

    /**
     * Prepares to verify nodes of a pipeline.
     *
     * @param run the description of a run of all nodes
     * @param detectors creates a detector that has not decided about any node yet
     */
    public Verification(RunDescription run, Supplier<ChangeDetector> detectors) {
        this.run = run;
        this.detectors = detectors;
        graph = run.pipeline().graph();
        scratch = new ScratchRun(run);
    }

    public VerifyReport verify(BitSet chosen, NodeSample sample) {
        List<Decision> decisions = decisions();
        BitSet comparable = new BitSet();
        chosen.stream()
                .forEach(node -> obstacle(node, decisions.get(node))
                        .ifPresentOrElse(verdict -> verdicts.put(node, verdict), () -> comparable.set(node)));
        BitSet sampled = sample.of(comparable);
        TemporaryFiles.inDirectory("freshet-verify-", directory -> verify(sampled, decisions, directory));
        return new VerifyReport(List.copyOf(verdicts.values()));
    }

    private List<Decision> decisions() {
        ChangeDetector detector = detectors.get();
        List<Decision> decisions = new ArrayList<>();
        for (int node = 0; node < graph.nodeCount(); node++) {
            decisions.add(detector.decide(node));
        }
        return decisions;
    }

    private void verify(BitSet nodes, List<Decision> decisions, Path directory) {
        Remaking first = new Remaking(scratch, graph).make(nodes, directory.resolve("first"));
        BitSet differing = new BitSet();
        nodes.stream().forEach(node -> {
            NodeVerdict verdict = compared(node, first);
            verdicts.put(node, verdict);
            differing.set(node, verdict.kind() == NodeVerdict.Kind.DIFFERENT);
        });
        if (!differing.isEmpty()) {
            Remaking second = new Remaking(scratch, graph).make(differing, directory.resolve("second"));
            List<Decision> now = decisions();
            differing.stream()
                    .forEach(node -> verdicts.put(
                            node,
                            obstacle(node, now.get(node))
                                    .orElseGet(() -> explained(node, decisions.get(node), first, second))));
        }
    }

    /** Returns why a node cannot be compared; empty if it can. */
    private Optional<NodeVerdict> obstacle(int node, Decision decision) {
        return nothingToCompare(node)
                .map(why -> NodeVerdict.of(graph.node(node), NodeVerdict.Kind.NOT_VERIFIED, why))
                .or(() -> staleness(decision)
                        .map(why -> NodeVerdict.of(graph.node(node), NodeVerdict.Kind.STALE, "run it first: " + why)));
    }

    private Optional<String> nothingToCompare(int node) {
        if (graph.outputs(node).length == 0) {
            return Optional.of("it makes no dataset");
        }
        List<Integer> stored = stored(node);
        if (stored.isEmpty()) {
            return Optional.of("what it makes is only in memory");
        }
        if (graph.rerun(node) != Rerun.WHEN_CHANGED) {
            return Optional.of("with rerun = " + graph.rerun(node)
                    + ", what is stored need not be of the code and inputs that there are now");
        }
        for (int input : graph.inputs(node)) {
            if (run.catalog().isIncremental(graph.dataset(input))) {
                return Optional.of("each run gives it only new partitions of " + graph.dataset(input));
            }
        }
        return stored.stream().noneMatch(this::isMovable)
                ? Optional.of(graph.dataset(stored.get(0)) + " is not kept in files, so it cannot be made elsewhere")
                : Optional.empty();
    }

    private List<Integer> stored(int node) {
        List<Integer> stored = new ArrayList<>();
        for (int output : graph.outputs(node)) {
            if (scratch.isStored(output)) {
                stored.add(output);
            }
        }
        return stored;
    }

    private boolean isMovable(int dataset) {
        String name = graph.dataset(dataset);
        return run.catalog().inScratch(Path.of(""), List.of(name)).contains(name);
    }

    /**
     * Returns why the stored outputs are stale; empty if they are not. Outputs that somebody changed are compared,
     * since verification looks for them.
     */
    private static Optional<String> staleness(Decision decision) {
        if (decision instanceof Decision.Stale stale) {
            return stale.reasons().stream()
                    .filter(reason -> !(reason instanceof Reason.OutputChanged))
                    .findFirst()
                    .map(Reason::text);
        }
        return decision instanceof Decision.Undecided undecided
                ? Optional.of(String.join(" and ", undecided.datasets()) + " must be made first")
                : Optional.empty();
    }

    private NodeVerdict compared(int node, Remaking made) {
        String name = graph.node(node);
        Optional<Catalog> catalog = made.made(node);
        if (catalog.isEmpty()) {
            return made.isCancelled()
                    ? NodeVerdict.of(name, NodeVerdict.Kind.NOT_VERIFIED, "cancelled")
                    : NodeVerdict.of(name, NodeVerdict.Kind.FAILED, made.failure(node));
        }
        return difference(node, NodeVerdict.Kind.DIFFERENT, run.catalog(), catalog.get())
                .orElseGet(() -> NodeVerdict.of(name, NodeVerdict.Kind.EQUAL, ""));
    }

    private Optional<NodeVerdict> difference(int node, NodeVerdict.Kind kind, Catalog before, Catalog after) {
        for (int output : stored(node)) {
            String dataset = graph.dataset(output);
            if (after.contains(dataset)) {
                Optional<NodeVerdict> found = difference(output, before, after)
                        .map(difference ->
                                new NodeVerdict(graph.node(node), kind, dataset, Optional.of(difference), ""));
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Difference> difference(int dataset, Catalog before, Catalog after) {
        try {
            return before.difference(graph.dataset(dataset), run.pipeline().type(dataset), after);
        } catch (DatasetException e) {
            return Optional.of(new Difference("", "what cannot be read: " + e.getMessage(), "something"));
        }
    }

    /** Returns the verdict of a node that made something else and was run a second time. */
    private NodeVerdict explained(int node, Decision decision, Remaking first, Remaking second) {
        if (second.isCancelled()) {
            return NodeVerdict.of(graph.node(node), NodeVerdict.Kind.NOT_VERIFIED, "cancelled");
        }
        if (second.made(node).isEmpty()) {
            return NodeVerdict.of(
                    graph.node(node),
                    NodeVerdict.Kind.NOT_DETERMINISTIC,
                    "it failed when it was made a second time: " + second.failure(node));
        }
        NodeVerdict verdict = difference(
                        node,
                        NodeVerdict.Kind.NOT_DETERMINISTIC,
                        first.made(node).orElseThrow(),
                        second.made(node).orElseThrow())
                .orElseGet(() -> verdicts.get(node));
        return new NodeVerdict(
                verdict.node(), verdict.kind(), verdict.dataset(), verdict.difference(), because(node, decision));
    }

    private String because(int node, Decision decision) {
        List<String> because = new ArrayList<>();
        if (decision instanceof Decision.Stale stale) {
            stale.reasons().forEach(reason -> because.add(reason.text()));
        }
        BitSet itself = new BitSet();
        itself.set(node);
        BitSet before = scratch.withMemory(itself);
        before.clear(node);
        if (!before.isEmpty()) {
            because.add("it reads from memory what is made by "
                    + String.join(", ", before.stream().mapToObj(graph::node).toList()));
        }
        return String.join("; ", because);
    }
}
