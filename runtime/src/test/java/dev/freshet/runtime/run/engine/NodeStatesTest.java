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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How nodes go from state to state. */
final class NodeStatesTest {
    private final List<String> effects = new ArrayList<>();
    private final Set<String> inMemory = new HashSet<>();
    private StartQueue starts;

    private NodeStates states(String text) {
        return states(text, false);
    }

    /** @param isSequential whether nodes start in order, and only when those before them are recorded */
    private NodeStates states(String text, boolean isSequential) {
        PipelineGraph graph = PipelineGraph.parse(text);
        ResourceQueue queue = new ResourceQueue(graph, new Capacities(100, 0, Map.of()), Priorities.byNumber(graph));
        Edges edges = new Edges(graph, node -> true, dataset -> !isSequential);
        starts = new StartQueue(queue, graph.nodeCount(), isSequential);
        return new NodeStates(
                graph, edges, new Recorded(graph), starts, new Completion(edges, queue, graph.nodeCount()), true);
    }

    /** Takes all that is left to be decided about, in that order, and starts it. */
    private List<Integer> rest(NodeStates states) {
        List<Integer> decided = new ArrayList<>();
        for (Task next = states.next(); next != Task.None.NOW; next = states.next()) {
            if (next instanceof Task.Decide decide) {
                decided.add(decide.node());
                states.mustRun(decide.node());
            } else if (next instanceof Task.Execute start) {
                states.made(start.node(), 0);
                for (int node = states.nextToRecord(); node >= 0; node = states.nextToRecord()) {
                    states.end();
                    states.complete(node);
                }
            }
        }
        return decided;
    }

    /** A node runs and is being saved. */
    private static void save(NodeStates states, int node) {
        assertThat(states.next()).isEqualTo(new Task.Decide(node, false));
        states.mustRun(node);
        assertThat(states.next()).isInstanceOf(Task.Execute.class);
        states.made(node, 1);
    }

    /** Writes down what follows. */
    private final class Recorded implements NodeEffects {
        private final PipelineGraph graph;

        Recorded(PipelineGraph graph) {
            this.graph = graph;
        }

        @Override
        public boolean isStored(int dataset) {
            return !inMemory.contains(graph.dataset(dataset));
        }

        @Override
        public boolean isToBeMade(int dataset) {
            return !isStored(dataset);
        }

        @Override
        public void readsOnDemand(int node, int producer) {
            effects.add(graph.node(node) + " reads of " + graph.node(producer));
        }

        @Override
        public boolean isUpToDate(int node) {
            return true;
        }

        @Override
        public boolean isGiven(int node) {
            return false;
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

    /**
     * The save of {@code a} fails while {@code b} runs, and so does {@code b}, whose failure {@code read} takes. In the
     * meantime {@code x}, which {@code read} needs too, has become ready.
     */
    @Test
    void reader_thatNeedsANodePassedOver_startsInOrder() {
        NodeStates states = states("""
                        c = P.c() -> m
                        a = P.a() -> k
                        b = P.b() -> y
                        x = P.x(m) -> v
                        read = P.read(?y, v) -> z
                        other = P.other() -> o
                        """, true);
        save(states, 0);
        save(states, 1);
        assertThat(states.next()).isEqualTo(new Task.Decide(2, false));
        states.mustRun(2);
        assertThat(states.next()).isInstanceOf(Task.Execute.class);
        states.end();
        states.saved(1);
        assertThat(states.stopNode(1, 1)).isFalse();
        states.startOnlyReadersOfFailures();
        states.end();
        states.saved(0);
        states.completeIfCan(0);
        assertThat(states.nextToRecord()).isZero();
        states.end();
        states.complete(0);
        assertThat(states.stopNode(2, 2)).isTrue();
        assertThat(rest(states)).containsExactly(3, 4);
        assertThat(starts.hasWaiting()).as("something is left to do").isFalse();
        assertThat(states.isQuiet()).isTrue();
    }

    /** A thread looked for something to do between the two failures, and {@code x} was not to start then. */
    @Test
    void reader_thatNeedsANodePassedOver_startsWhenItsFailureComes() {
        NodeStates states = states("""
                        a = P.a() -> k
                        b = P.b() -> y
                        x = P.x() -> v
                        read = P.read(?y, v) -> z
                        """);
        for (int node = 0; node < 2; node++) {
            assertThat(states.next()).isEqualTo(new Task.Decide(node, false));
            states.mustRun(node);
            assertThat(states.next()).isInstanceOf(Task.Execute.class);
        }
        assertThat(states.stopNode(0, 0)).isFalse();
        states.startOnlyReadersOfFailures();
        assertThat(states.next()).isEqualTo(Task.None.NOW);
        assertThat(states.stopNode(1, 1)).isTrue();
        assertThat(rest(states)).containsExactly(2, 3);
    }

    /** What {@code read} needs waits for another run, which is given up when the run stops. */
    @Test
    void reader_thatCannotStartAnyMore_doesNotHoldUpTheEnd() {
        NodeStates states = states("""
                        a = P.a() -> k
                        x = P.x() -> v
                        b = P.b() -> y
                        read = P.read(?k, v) -> z
                        other = P.other() -> o
                        """, true);
        assertThat(states.next()).isEqualTo(new Task.Decide(0, false));
        states.mustRun(0);
        assertThat(states.next()).isInstanceOf(Task.Execute.class);
        assertThat(states.stopNode(0, 0)).isTrue();
        assertThat(states.next()).isEqualTo(new Task.Decide(1, false));
        states.waitForOthers(1, Long.MAX_VALUE / 2);
        assertThat(states.next()).isEqualTo(new Task.Decide(2, false));
        states.mustRun(2);
        assertThat(states.next()).isInstanceOf(Task.Execute.class);
        assertThat(states.stopNode(2, 2)).isFalse();
        states.startOnlyReadersOfFailures();
        assertThat(rest(states)).isEmpty();
        assertThat(starts.hasWaiting()).as("something is left to do").isFalse();
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

    /** Node {@code join} reads a value in memory and a stored dataset; {@code count} reads the value only. */
    @Test
    void readerOfWhatIsStoredOnDemand_waitsUntilItIsRecorded() {
        inMemory.add("small");
        NodeStates states = states(
                "split = P.split() -> big, small\njoin = P.join(big, small) -> j\ncount = P.count(small) -> n\n");
        assertThat(states.next()).isEqualTo(new Task.Decide(0, false));
        states.skipped(0);
        assertThat(started(states)).isEqualTo(0);
        assertThat(effects).containsExactly("demand split", "join reads of split");
        states.made(0, 1);
        assertThat(started(states)).isEqualTo(2);
        assertThat(states.next()).as("join would read what was stored before").isEqualTo(Task.None.NOW);
        states.saved(0);
        states.completeIfCan(0);
        assertThat(states.next()).isEqualTo(Task.None.NOW);
        assertThat(states.nextToRecord()).isZero();
        states.complete(0);
        assertThat(started(states)).isEqualTo(1);
    }

    /** The node that starts next; those that are to be decided about until then run. */
    private static int started(NodeStates states) {
        Task next = states.next();
        while (next instanceof Task.Decide decide) {
            states.mustRun(decide.node());
            next = states.next();
        }
        return ((Task.Execute) next).node();
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

    /** A node that has looked which partitions are to be made, and of which none runs. */
    private static NodeStates opened(NodeStates states) {
        assertThat(states.next()).isEqualTo(new Task.Decide(0, false));
        states.mustRun(0);
        assertThat(states.next()).isInstanceOf(Task.Execute.class);
        states.opened(0, List.of("p", "q"));
        return states;
    }

    /** None of them runs, as when all wait for a resource. */
    @Test
    void partitions_ofARunThatStops_areDropped_andTheirNodeIsEnded() {
        NodeStates states = opened(states("a = P.a(^x) -> ^y\n"));
        assertThat(states.nextToFinish()).isEqualTo(Task.None.NOW);
        states.startNoMore();
        assertThat(states.isQuiet()).as("the run is not over").isFalse();
        assertThat(states.nextToFinish()).isEqualTo(new Task.Finish(0));
        assertThat(states.next()).isEqualTo(Task.None.NOW);
    }

    @Test
    void nodeOfPartitions_isEndedAfterTheLast() {
        NodeStates states = opened(states("a = P.a(^x) -> ^y\n"));
        assertThat(states.next()).isEqualTo(new Task.Partition(0, "p"));
        assertThat(states.next()).isEqualTo(new Task.Partition(0, "q"));
        states.partitionEnded(0);
        assertThat(states.nextToFinish()).isEqualTo(Task.None.NOW);
        states.retryPartition(new Task.Partition(0, "q"), 0);
        assertThat(states.nextToFinish()).as("one is tried again").isEqualTo(Task.None.NOW);
        assertThat(states.next()).isEqualTo(new Task.Partition(0, "q"));
        states.partitionEnded(0);
        assertThat(states.nextToFinish()).isEqualTo(new Task.Finish(0));
        states.finished();
        states.made(0, 0);
        assertThat(states.nextToRecord()).isZero();
    }

    /** The node fails of what its partition failed of last. */
    @Test
    void partitionThatWaitsForItsNextTry_isGivenUpWhenAnotherNodeFails() {
        NodeStates states = opened(states("a = P.a(^x) -> ^y\nb = P.b() -> z\n"));
        assertThat(states.next()).isEqualTo(new Task.Partition(0, "p"));
        states.retryPartition(new Task.Partition(0, "p"), Long.MAX_VALUE / 4);
        states.startOnlyReadersOfFailures();
        assertThat(states.nextToFinish()).isEqualTo(new Task.Finish(0));
    }
}
