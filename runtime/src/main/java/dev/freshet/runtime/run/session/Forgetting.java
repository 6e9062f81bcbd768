package dev.freshet.runtime.run.session;

import dev.freshet.runtime.change.detection.Slots;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.run.partition.PartitionFiles;
import dev.freshet.runtime.run.setup.RunDescription;
import dev.freshet.runtime.state.ForgottenNode;
import dev.freshet.runtime.state.StateStore;
import dev.freshet.runtime.state.local.LocalStateStore;
import dev.freshet.runtime.state.shared.SharedStateStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Forgets earlier runs of nodes, so that they run again. */
final class Forgetting {
    private final RunDescription run;
    private final PipelineGraph graph;
    private final Function<StateStore, Slots> slots;

    Forgetting(RunDescription run, PipelineGraph graph, Function<StateStore, Slots> slots) {
        this.run = run;
        this.graph = graph;
        this.slots = slots;
    }

    /** @param all whether to delete a state of this checkout that cannot be read */
    void forget(List<String> nodes, boolean all) {
        Optional<SharedStateStore> shared = new StateAccess(run).openShared();
        if (shared.isEmpty()) {
            LocalStateStore.forget(run.state(), run.lockWait(), store -> forgotten(nodes, store), all, run.warnings());
            return;
        }
        try (SharedStateStore store = shared.get()) {
            StateStore.Lock lock = store.lock(run.lockWait());
            try {
                store.append(forgotten(nodes, store));
            } finally {
                lock.close();
            }
        }
    }

    private List<ForgottenNode> forgotten(List<String> names, StateStore store) {
        Slots of = slots.apply(store);
        PartitionFiles partitions = new PartitionFiles(run.state(), of, graph);
        List<ForgottenNode> forgotten = new ArrayList<>();
        for (String name : names) {
            int node = graph.nodeNumber(name).orElseThrow();
            partitions.forget(node);
            forgotten.add(new ForgottenNode(run.key(), name, of.slot(node)));
        }
        return forgotten;
    }
}
