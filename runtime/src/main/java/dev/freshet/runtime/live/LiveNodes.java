package dev.freshet.runtime.live;

import dev.freshet.runtime.plan.PipelineGraph;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** The nodes of a run in the order of their last changes. Guarded by the lock of the run. */
final class LiveNodes {
    private final PipelineGraph graph;
    /** The nodes to which something has happened, by number. */
    private final @Nullable LiveNode[] nodes;
    /** The same, for names that the graph does not have. */
    private final Map<String, LiveNode> others = new HashMap<>();
    /** The ring of changed nodes; this element is before the first and after the last one. */
    private final LiveNode ring = new LiveNode("", LiveState.WAITING);
    /** The nodes that have a thread. */
    private final Set<LiveNode> running = new LinkedHashSet<>();

    private Set<String> expected = Set.of();
    private Set<String> keptBack = Set.of();
    private long version;

    LiveNodes(PipelineGraph graph) {
        this.graph = graph;
        nodes = new LiveNode[graph.nodeCount()];
    }

    /**
     * Sets what the start of the run says about nodes.
     *
     * @param mayRun the nodes that will or may run
     * @param mayNot the nodes that are not up to date and do not run
     */
    void expect(Set<String> mayRun, Set<String> mayNot) {
        expected = mayRun;
        keptBack = mayNot;
    }

    /** Counts a change; returns its number. */
    long changed() {
        return ++version;
    }

    /** Returns the number of the last change. */
    long version() {
        return version;
    }

    LiveNode node(int number) {
        LiveNode known = nodes[number];
        if (known == null) {
            known = untouched(graph.node(number));
            nodes[number] = known;
        }
        return known;
    }

    /** Returns a node that enters a state, so that it does not matter which one it had if nothing has happened to it. */
    LiveNode entering(int number) {
        LiveNode known = nodes[number];
        if (known == null) {
            known = new LiveNode(graph.node(number), LiveState.WAITING);
            nodes[number] = known;
        }
        return known;
    }

    LiveNode node(String name) {
        Optional<Integer> number = graph.nodeNumber(name);
        return number.isPresent() ? node(number.get()) : others.computeIfAbsent(name, this::untouched);
    }

    /** Returns a node without keeping it if nothing has happened to it. */
    LiveNode look(String name) {
        LiveNode known = graph.nodeNumber(name).map(number -> nodes[number]).orElse(others.get(name));
        return known == null ? untouched(name) : known;
    }

    private LiveNode untouched(String name) {
        return new LiveNode(name, expected.contains(name) ? LiveState.WAITING : atRest(name));
    }

    private LiveState atRest(String name) {
        return keptBack.contains(name) ? LiveState.KEPT_BACK : LiveState.UP_TO_DATE;
    }

    void touch(LiveNode node) {
        node.version = changed();
        node.moveBefore(ring);
    }

    /** A node has entered a state. */
    void is(LiveNode node, LiveState state, long at) {
        if (state == LiveState.RUNNING) {
            running.add(node);
        } else if (node.state == LiveState.RUNNING) {
            running.remove(node);
        }
        node.state = state;
        node.since = at;
        touch(node);
    }

    Set<LiveNode> runningNodes() {
        return running;
    }

    /** Returns the names of the nodes that have a thread. */
    List<String> running() {
        return running.stream().map(node -> node.name).toList();
    }

    /** Writes the nodes that have changed since a change. */
    void writeSince(long known, JsonGenerator json) {
        json.writeStartArray();
        for (LiveNode node = ring.before; node != ring && node.version > known; node = node.before) {
            node.write(json);
        }
        json.writeEndArray();
    }
}
