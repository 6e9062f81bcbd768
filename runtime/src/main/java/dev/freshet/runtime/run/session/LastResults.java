package dev.freshet.runtime.run.session;

import dev.freshet.runtime.change.detection.Slots;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.run.OtherRun;
import dev.freshet.runtime.state.NodeRecord;
import dev.freshet.runtime.state.StateStore;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The results with which nodes are compared: the last result that stored the same outputs, otherwise the node's last
 * one by name.
 */
final class LastResults {
    private final StateStore store;
    private final Slots slots;
    private final PipelineGraph graph;
    private final String key;

    /** @param key names the pipeline and its environment in the state */
    LastResults(StateStore store, Slots slots, PipelineGraph graph, String key) {
        this.store = store;
        this.slots = slots;
        this.graph = graph;
        this.key = key;
    }

    Optional<NodeRecord> of(String node) {
        return store.slot(slots.slot(graph.nodeNumber(node).orElseThrow())).or(() -> store.node(key, node));
    }

    /** Returns the median of a node's known durations; zero if there are none. */
    Duration usual(String node) {
        List<Duration> durations = store
                .history(slots.slot(graph.nodeNumber(node).orElseThrow()))
                .stream()
                .map(NodeRecord::duration)
                .sorted()
                .toList();
        return durations.isEmpty()
                ? of(node).map(NodeRecord::duration).orElse(Duration.ZERO)
                : durations.get(durations.size() / 2);
    }

    /** Returns the run that made a node's last result, if it was one of another checkout. */
    Optional<OtherRun> other(String node) {
        return of(node).flatMap(result -> store.run(result.runId())
                .filter(run -> !run.workspace().equals(store.workspace().id()))
                .map(run -> new OtherRun(result, run)));
    }

    /** Returns the nodes whose last results count in this checkout only. */
    Set<String> own() {
        Set<String> own = new LinkedHashSet<>();
        for (int node = 0; node < graph.nodeCount(); node++) {
            if (of(graph.node(node)).filter(NodeRecord::isPrivate).isPresent()) {
                own.add(graph.node(node));
            }
        }
        return own;
    }

    /** Returns the runs of other checkouts that made the last results of nodes, by node. */
    Map<String, OtherRun> others() {
        Map<String, OtherRun> others = new LinkedHashMap<>();
        for (int node = 0; node < graph.nodeCount(); node++) {
            String name = graph.node(node);
            other(name).ifPresent(run -> others.put(name, run));
        }
        return others;
    }
}
