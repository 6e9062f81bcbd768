package dev.freshet.runtime.run.progress;

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

    private Progress progress(String text) {
        return progress(text, false);
    }

    /** @param isSequential whether nodes start in order, and only when those before them are recorded */
    private Progress progress(String text, boolean isSequential) {
        PipelineGraph graph = PipelineGraph.parse(text);
        ResourceQueue queue = new ResourceQueue(graph, new Capacities(100, 0, Map.of()), Priorities.byNumber(graph));
        Edges edges = new Edges(graph, node -> true, dataset -> !isSequential);
        return Progress.of(graph, edges, new Recorded(graph), queue, isSequential, true);
    }

    /** Takes all that is left to be decided about, in that order, and starts it. */
    private List<Integer> rest(Progress run) {
        List<Integer> decided = new ArrayList<>();
        for (Task next = run.ready().next();
                next != Task.None.NOW;
                next = run.ready().next()) {
            if (next instanceof Task.Decide decide) {
                decided.add(decide.node());
                run.states().mustRun(decide.node());
            } else if (next instanceof Task.Execute start) {
                run.states().made(start.node(), 0);
                for (int node = run.states().nextToRecord();
                        node >= 0;
                        node = run.states().nextToRecord()) {
                    run.steps().end();
                    run.states().complete(node);
                }
            }
        }
        return decided;
    }

    /** A node runs and is being saved. */
    private static void save(Progress run, int node) {
        assertThat(run.ready().next()).isEqualTo(new Task.Decide(node, false));
        run.states().mustRun(node);
        assertThat(run.ready().next()).isInstanceOf(Task.Execute.class);
        run.states().made(node, 1);
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
        Progress run = progress("a = P.a() -> x\nb = P.b() -> y\nc = P.c(y) -> z\n");
        run.states().mustRun(0);
        run.states().mustRun(1);
        assertThat(run.ready().next()).isInstanceOf(Task.Execute.class);
        run.stopped().startNoMore();
        assertThat(effects).containsExactly("not started b");
    }

    /**
     * The save of {@code a} fails while {@code b} runs, and so does {@code b}, whose failure {@code read} takes. In the
     * meantime {@code x}, which {@code read} needs too, has become ready.
     */
    @Test
    void reader_thatNeedsANodePassedOver_startsInOrder() {
        Progress run = progress("""
                        c = P.c() -> m
                        a = P.a() -> k
                        b = P.b() -> y
                        x = P.x(m) -> v
                        read = P.read(?y, v) -> z
                        other = P.other() -> o
                        """, true);
        save(run, 0);
        save(run, 1);
        assertThat(run.ready().next()).isEqualTo(new Task.Decide(2, false));
        run.states().mustRun(2);
        assertThat(run.ready().next()).isInstanceOf(Task.Execute.class);
        run.steps().end();
        run.states().saved(1);
        assertThat(run.stopped().fail(1, 1)).isFalse();
        run.stopped().startOnlyReadersOfFailures();
        run.steps().end();
        run.states().saved(0);
        run.states().completeIfCan(0);
        assertThat(run.states().nextToRecord()).isZero();
        run.steps().end();
        run.states().complete(0);
        assertThat(run.stopped().fail(2, 2)).isTrue();
        assertThat(rest(run)).containsExactly(3, 4);
        assertThat(run.ready().hasWaiting()).as("something is left to do").isFalse();
        assertThat(run.steps().isQuiet()).isTrue();
    }

    /** A thread looked for something to do between the two failures, and {@code x} was not to start then. */
    @Test
    void reader_thatNeedsANodePassedOver_startsWhenItsFailureComes() {
        Progress run = progress("""
                        a = P.a() -> k
                        b = P.b() -> y
                        x = P.x() -> v
                        read = P.read(?y, v) -> z
                        """);
        for (int node = 0; node < 2; node++) {
            assertThat(run.ready().next()).isEqualTo(new Task.Decide(node, false));
            run.states().mustRun(node);
            assertThat(run.ready().next()).isInstanceOf(Task.Execute.class);
        }
        assertThat(run.stopped().fail(0, 0)).isFalse();
        run.stopped().startOnlyReadersOfFailures();
        assertThat(run.ready().next()).isEqualTo(Task.None.NOW);
        assertThat(run.stopped().fail(1, 1)).isTrue();
        assertThat(rest(run)).containsExactly(2, 3);
    }

    /** What {@code read} needs waits for another run, which is given up when the run stops. */
    @Test
    void reader_thatCannotStartAnyMore_doesNotHoldUpTheEnd() {
        Progress run = progress("""
                        a = P.a() -> k
                        x = P.x() -> v
                        b = P.b() -> y
                        read = P.read(?k, v) -> z
                        other = P.other() -> o
                        """, true);
        assertThat(run.ready().next()).isEqualTo(new Task.Decide(0, false));
        run.states().mustRun(0);
        assertThat(run.ready().next()).isInstanceOf(Task.Execute.class);
        assertThat(run.stopped().fail(0, 0)).isTrue();
        assertThat(run.ready().next()).isEqualTo(new Task.Decide(1, false));
        run.states().waitForOthers(1, Long.MAX_VALUE / 2);
        assertThat(run.ready().next()).isEqualTo(new Task.Decide(2, false));
        run.states().mustRun(2);
        assertThat(run.ready().next()).isInstanceOf(Task.Execute.class);
        assertThat(run.stopped().fail(2, 2)).isFalse();
        run.stopped().startOnlyReadersOfFailures();
        assertThat(rest(run)).isEmpty();
        assertThat(run.ready().hasWaiting()).as("something is left to do").isFalse();
    }

    @Test
    void node_goesFromStateToState() {
        Progress run = progress("a = P.a() -> x\nb = P.b(x) -> y\n");
        assertThat(run.ready().next()).isEqualTo(new Task.Decide(0, false));
        run.states().mustRun(0);
        assertThat(run.ready().next())
                .isInstanceOfSatisfying(
                        Task.Execute.class, start -> assertThat(start.node()).isZero());
        assertThat(run.ready().next()).isEqualTo(Task.None.NOW);
        run.states().made(0, 0);
        assertThat(run.ready().next()).as("takes the value from memory").isEqualTo(new Task.Decide(1, false));
        assertThat(run.states().nextToRecord()).isZero();
        assertThat(run.states().isToBeDecided(1)).isTrue();
    }

    /** Node {@code join} reads a value in memory and a stored dataset; {@code count} reads the value only. */
    @Test
    void readerOfWhatIsStoredOnDemand_waitsUntilItIsRecorded() {
        inMemory.add("small");
        Progress run = progress(
                "split = P.split() -> big, small\njoin = P.join(big, small) -> j\ncount = P.count(small) -> n\n");
        assertThat(run.ready().next()).isEqualTo(new Task.Decide(0, false));
        run.states().skipped(0);
        assertThat(started(run)).isEqualTo(0);
        assertThat(effects).containsExactly("demand split", "join reads of split");
        run.states().made(0, 1);
        assertThat(started(run)).isEqualTo(2);
        assertThat(run.ready().next())
                .as("join would read what was stored before")
                .isEqualTo(Task.None.NOW);
        run.states().saved(0);
        run.states().completeIfCan(0);
        assertThat(run.ready().next()).isEqualTo(Task.None.NOW);
        assertThat(run.states().nextToRecord()).isZero();
        run.states().complete(0);
        assertThat(started(run)).isEqualTo(1);
    }

    /** The node that starts next; those that are to be decided about until then run. */
    private static int started(Progress run) {
        Task next = run.ready().next();
        while (next instanceof Task.Decide decide) {
            run.states().mustRun(decide.node());
            next = run.ready().next();
        }
        return ((Task.Execute) next).node();
    }

    @Test
    void valuesOfANodeThatDoesNotRun_areAnInternalError() {
        Progress run = progress("a = P.a() -> x\nb = P.b(x) -> y\n");
        assertThatThrownBy(() -> run.states().made(0, 0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("node a is READY and cannot go from RUNNING to MADE");
        assertThatThrownBy(() -> run.states().mustRun(1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("node b is WAITING and cannot go from READY to QUEUED");
    }

    @Test
    void endOfANode_isFinal() {
        Progress run = progress("a = P.a() -> x\nb = P.b(x) -> y\n");
        run.stopped().fail(0, 0);
        assertThat(effects).containsExactly("block b by a");
        assertThatThrownBy(() -> run.states().skipped(0))
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
    private static Progress opened(Progress run) {
        assertThat(run.ready().next()).isEqualTo(new Task.Decide(0, false));
        run.states().mustRun(0);
        assertThat(run.ready().next()).isInstanceOf(Task.Execute.class);
        run.partitions().opened(0, List.of("p", "q"));
        return run;
    }

    /** None of them runs, as when all wait for a resource. */
    @Test
    void partitions_ofARunThatStops_areDropped_andTheirNodeIsEnded() {
        Progress run = opened(progress("a = P.a(^x) -> ^y\n"));
        assertThat(run.partitions().nextToFinish()).isEqualTo(Task.None.NOW);
        run.stopped().startNoMore();
        assertThat(run.steps().isQuiet()).as("the run is not over").isFalse();
        assertThat(run.partitions().nextToFinish()).isEqualTo(new Task.Finish(0));
        assertThat(run.ready().next()).isEqualTo(Task.None.NOW);
    }

    @Test
    void nodeOfPartitions_isEndedAfterTheLast() {
        Progress run = opened(progress("a = P.a(^x) -> ^y\n"));
        assertThat(run.ready().next()).isEqualTo(new Task.Partition(0, "p"));
        assertThat(run.ready().next()).isEqualTo(new Task.Partition(0, "q"));
        run.partitions().ended(0);
        assertThat(run.partitions().nextToFinish()).isEqualTo(Task.None.NOW);
        run.partitions().retry(new Task.Partition(0, "q"), 0);
        assertThat(run.partitions().nextToFinish()).as("one is tried again").isEqualTo(Task.None.NOW);
        assertThat(run.ready().next()).isEqualTo(new Task.Partition(0, "q"));
        run.partitions().ended(0);
        assertThat(run.partitions().nextToFinish()).isEqualTo(new Task.Finish(0));
        run.partitions().finished();
        run.states().made(0, 0);
        assertThat(run.states().nextToRecord()).isZero();
    }

    /** The node fails of what its partition failed of last. */
    @Test
    void partitionThatWaitsForItsNextTry_isGivenUpWhenAnotherNodeFails() {
        Progress run = opened(progress("a = P.a(^x) -> ^y\nb = P.b() -> z\n"));
        assertThat(run.ready().next()).isEqualTo(new Task.Partition(0, "p"));
        run.partitions().retry(new Task.Partition(0, "p"), Long.MAX_VALUE / 4);
        run.stopped().startOnlyReadersOfFailures();
        assertThat(run.partitions().nextToFinish()).isEqualTo(new Task.Finish(0));
    }
}
