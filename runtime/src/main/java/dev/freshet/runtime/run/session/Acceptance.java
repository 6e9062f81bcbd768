package dev.freshet.runtime.run.session;

import dev.freshet.config.ConfigException;
import dev.freshet.config.Position;
import dev.freshet.runtime.change.Decision;
import dev.freshet.runtime.change.Reason;
import dev.freshet.runtime.change.detection.ChangeDetector;
import dev.freshet.runtime.change.detection.Slots;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.run.partition.PartitionFiles;
import dev.freshet.runtime.run.setup.RunDescription;
import dev.freshet.runtime.state.StateStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Marks stale nodes as up to date, at the user's request. */
final class Acceptance {
    private final RunDescription run;
    private final PipelineGraph graph;
    private final StateStore store;
    private final Slots slots;
    private final Supplier<ChangeDetector> detectors;

    /**
     * Changes a state whose lock the caller holds.
     *
     * @param detectors creates a detector that knows the current state
     */
    Acceptance(RunDescription run, StateStore store, Slots slots, Supplier<ChangeDetector> detectors) {
        this.slots = slots;
        this.run = run;
        this.store = store;
        this.detectors = detectors;
        graph = run.pipeline().graph();
    }

    /** Accepts one node after the other, since the accepted value of a node in memory decides about its consumers. */
    Map<String, List<Reason>> accept(List<String> names) {
        ChangeDetector before = detectors.get();
        List<Decision> decisions = decisions(before);
        Map<String, List<Reason>> accepted = new LinkedHashMap<>();
        for (String name : names) {
            Decision decision = decisions.get(node(name));
            if (hasChanges(decision)) {
                if (!before.isAcceptable(node(name))) {
                    throw new ConfigException(
                            new Position("pipeline " + run.pipeline().name(), 0, 0),
                            "node \"" + name
                                    + "\" has no results to keep: it never ran, or inputs or outputs are missing; run it");
                }
                accepted.put(name, reasons(decision));
            }
        }
        PartitionFiles partitions = new PartitionFiles(run.state(), slots, graph);
        accepted.keySet().stream().mapToInt(this::node).sorted().forEach(node -> {
            ChangeDetector detector = detectors.get();
            decisions(detector);
            store.append(List.of(detector.accepted(node).orElseThrow()));
            partitions.accept(node, detector);
        });
        return accepted;
    }

    /** Returns the decision about each node on its own, whether or not other nodes need its values. */
    private List<Decision> decisions(ChangeDetector detector) {
        return IntStream.range(0, graph.nodeCount()).mapToObj(detector::decide).toList();
    }

    /** Returns whether there is a change that can be accepted. */
    private static boolean hasChanges(Decision decision) {
        return decision instanceof Decision.Undecided || !reasons(decision).isEmpty();
    }

    private static List<Reason> reasons(Decision decision) {
        if (decision instanceof Decision.InMemory inMemory) {
            return inMemory.changes();
        }
        if (decision instanceof Decision.KeptBack keptBack) {
            return keptBack.changes();
        }
        if (decision instanceof Decision.UpToDate fresh) {
            return fresh.changes();
        }
        return decision instanceof Decision.Stale stale ? stale.reasons() : List.of();
    }

    private int node(String name) {
        return graph.nodeNumber(name).orElseThrow();
    }
}
