package dev.freshet.runtime.run.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.runtime.change.Reason;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.schedule.Capacities;
import dev.freshet.runtime.schedule.Priorities;
import dev.freshet.runtime.schedule.ResourceQueue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How nodes go from state to state. */
final class NodeStatesTest {
    private final List<String> effects = new ArrayList<>();

    private NodeStates states(String text) {
        PipelineGraph graph = PipelineGraph.parse(text);
        ResourceQueue queue = new ResourceQueue(graph, new Capacities(4, 0, Map.of()), Priorities.byNumber(graph));
        Edges edges = new Edges(graph, node -> true, dataset -> true);
        StartQueue starts = new StartQueue(queue, graph.nodeCount(), false);
        return new NodeStates(
                graph, edges, new Recorded(graph), starts, new Completion(edges, queue, graph.nodeCount()), true);
    }

    /** Writes down what follows. */
    private final class Recorded implements NodeEffects {
        private final PipelineGraph graph;

        Recorded(PipelineGraph graph) {
            this.graph = graph;
        }

        @Override
        public boolean isToBeMade(int dataset) {
            return false;
        }

        @Override
        public boolean isUpToDate(int node) {
            return true;
        }

        @Override
        public void demand(int node, Reason reason) {
            effects.add("demand " + graph.node(node));
        }

        @Override
        public void fail(int node, Throwable cause) {
            effects.add("fail " + graph.node(node));
        }

        @Override
        public void block(int node, int by) {
            effects.add("block " + graph.node(node) + " by " + graph.node(by));
        }

        @Override
        public boolean giveUp(int node) {
            effects.add("give up " + graph.node(node));
            return true;
        }

        @Override
        public void notStarted(int node) {
            effects.add("not started " + graph.node(node));
        }

        @Override
        public void leaveBehind(int node) {
            effects.add("leave " + graph.node(node));
        }
    }

    @Test
    void stop_nodesThatWereToRun_areLeftToOthers() {
        NodeStates states = states("a = P.a() -> x\nb = P.b() -> y\nc = P.c(y) -> z\n");
        states.mustRun(0);
        states.mustRun(1);
        assertThat(states.next()).isInstanceOf(Task.Execute.class);
        states.startNoMore();
        assertThat(effects).containsExactly("not started b");
    }

    @Test
    void node_goesFromStateToState() {
        NodeStates states = states("a = P.a() -> x\nb = P.b(x) -> y\n");
        assertThat(states.next()).isEqualTo(new Task.Decide(0, false));
        states.mustRun(0);
        assertThat(states.next())
                .isInstanceOfSatisfying(
                        Task.Execute.class, start -> assertThat(start.node()).isZero());
        assertThat(states.next()).isEqualTo(Task.None.NOW);
        states.made(0, 0);
        assertThat(states.next()).as("takes the value from memory").isEqualTo(new Task.Decide(1, false));
        assertThat(states.nextToRecord()).isZero();
        assertThat(states.isToBeDecided(1)).isTrue();
    }

    @Test
    void valuesOfANodeThatDoesNotRun_areAnInternalError() {
        NodeStates states = states("a = P.a() -> x\nb = P.b(x) -> y\n");
        assertThatThrownBy(() -> states.made(0, 0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("node a is READY and cannot go from RUNNING to MADE");
        assertThatThrownBy(() -> states.mustRun(1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("node b is WAITING and cannot go from READY to QUEUED");
    }

    @Test
    void endOfANode_isFinal() {
        NodeStates states = states("a = P.a() -> x\nb = P.b(x) -> y\n");
        states.stopNode(0, 0);
        assertThat(effects).containsExactly("block b by a");
        assertThatThrownBy(() -> states.skipped(0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("node a is STOPPED");
    }

    @Test
    void table_leadsFromTheFirstStateToAll_andFromAllToAnEnd() {
        Set<NodeState> reached = EnumSet.of(NodeState.WAITING);
        Deque<NodeState> open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            NodeState state = open.remove();
            boolean isEnd = state == NodeState.COMPLETE || state == NodeState.STOPPED;
            assertThat(state.mayBecome(NodeState.STOPPED))
                    .as("%s may stop", state)
                    .isNotEqualTo(isEnd);
            assertThat(state.mayBecome(state)).as("%s again", state).isFalse();
            for (NodeState next : state.successors()) {
                if (reached.add(next)) {
                    open.add(next);
                }
            }
        }
        assertThat(reached).containsExactlyInAnyOrder(NodeState.values());
    }
}
