package dev.freshet.processor.check;

import dev.freshet.processor.model.AfterModel;
import dev.freshet.processor.model.Code;
import dev.freshet.processor.model.InputModel;
import dev.freshet.processor.model.NodeModel;
import dev.freshet.processor.model.Origin;
import dev.freshet.processor.model.Problem;
import dev.freshet.processor.model.WiredPipeline;
import dev.freshet.processor.model.Wiring;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * No node waits for itself through other nodes, by data or {@code after}. Each group of connected cycles is reported
 * once, with its shortest cycle.
 */
final class Cycle implements Check {
    @Override
    public List<Problem> check(WiredPipeline pipeline, CheckContext context) {
        Wiring wiring = pipeline.wiring();
        Set<NodeModel> open = setOf(pipeline.model().nodes());
        open.removeAll(setOf(wiring.order()));
        List<Problem> problems = new ArrayList<>();
        for (NodeModel node : pipeline.model().nodes()) {
            if (open.contains(node)) {
                List<NodeModel> chain = shortestCycle(node, open, wiring);
                if (chain.size() > 1) {
                    problems.add(problem(chain, wiring));
                    open.removeAll(knot(node, open, wiring));
                } else {
                    open.remove(node);
                }
            }
        }
        return problems;
    }

    private static Set<NodeModel> setOf(List<NodeModel> nodes) {
        return new HashSet<>(nodes);
    }

    /**
     * Returns the nodes from {@code start} upstream and back to it, without the closing one; only {@code start} if
     * there is no cycle.
     */
    private static List<NodeModel> shortestCycle(NodeModel start, Set<NodeModel> open, Wiring wiring) {
        Map<NodeModel, NodeModel> cameFrom = new HashMap<>();
        Deque<NodeModel> queue = new ArrayDeque<>(List.of(start));
        while (!queue.isEmpty()) {
            NodeModel node = queue.remove();
            for (NodeModel earlier : wiring.predecessors(node)) {
                if (earlier.equals(start) && !node.equals(start)) {
                    return chain(node, start, cameFrom);
                }
                if (open.contains(earlier) && !earlier.equals(start) && cameFrom.putIfAbsent(earlier, node) == null) {
                    queue.add(earlier);
                }
            }
        }
        return List.of(start);
    }

    /** Returns the chain downstream: {@code last} waits for {@code start}. */
    private static List<NodeModel> chain(NodeModel last, NodeModel start, Map<NodeModel, NodeModel> cameFrom) {
        List<NodeModel> chain = new ArrayList<>(List.of(start));
        for (NodeModel node = last; node != null && !node.equals(start); node = cameFrom.get(node)) {
            chain.add(node);
        }
        return chain;
    }

    /** Returns all nodes on a cycle with {@code start}. */
    private static Set<NodeModel> knot(NodeModel start, Set<NodeModel> open, Wiring wiring) {
        Map<NodeModel, List<NodeModel>> successors = new HashMap<>();
        for (NodeModel node : open) {
            for (NodeModel earlier : wiring.predecessors(node)) {
                successors.computeIfAbsent(earlier, key -> new ArrayList<>()).add(node);
            }
        }
        Set<NodeModel> knot = reachable(start, open, node -> successors.getOrDefault(node, List.of()));
        knot.retainAll(reachable(start, open, wiring::predecessors));
        return knot;
    }

    private interface Neighbours {
        Iterable<NodeModel> of(NodeModel node);
    }

    private static Set<NodeModel> reachable(NodeModel start, Set<NodeModel> open, Neighbours neighbours) {
        Set<NodeModel> found = setOf(List.of(start));
        Deque<NodeModel> queue = new ArrayDeque<>(found);
        while (!queue.isEmpty()) {
            for (NodeModel next : neighbours.of(queue.remove())) {
                if (open.contains(next) && found.add(next)) {
                    queue.add(next);
                }
            }
        }
        return found;
    }

    private static Problem problem(List<NodeModel> chain, Wiring wiring) {
        StringBuilder text = new StringBuilder("nodes wait for each other: ")
                .append(chain.get(0).name());
        for (int i = 0; i < chain.size(); i++) {
            NodeModel next = chain.get((i + 1) % chain.size());
            text.append(" -(")
                    .append(link(chain.get(i), next, wiring).label())
                    .append(")-> ")
                    .append(next.name());
        }
        return new Problem(
                Code.Cycle,
                link(chain.get(chain.size() - 1), chain.get(0), wiring).origin(),
                text.toString(),
                "Fix: break the cycle: remove an input or an \"after\" of one of these nodes.");
    }

    private record Link(String label, Origin origin) {}

    private static Link link(NodeModel from, NodeModel to, Wiring wiring) {
        for (InputModel input : to.inputs()) {
            if (wiring.producer(input.name())
                    .filter(made -> made.node().equals(from))
                    .isPresent()) {
                return new Link(input.name().text(), input.origin());
            }
        }
        for (AfterModel after : to.after()) {
            if (wiring.node(after.node()).filter(from::equals).isPresent()) {
                return new Link("after", after.origin());
            }
        }
        throw new IllegalStateException("no link from " + from.name() + " to " + to.name());
    }
}
