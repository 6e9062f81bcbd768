package dev.freshet.runtime.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.timeline.TimedGraph;
import dev.freshet.runtime.timeline.TimedGraph.TimedNode;
import dev.freshet.runtime.timeline.Timeline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random graphs in virtual time: who starts when is the queue's, what may be is the timeline's. */
final class TimelineTest {
    private static final int GRAPHS = 40 * Integer.getInteger("freshet.thorough", 1);
    private static final long SEED = Long.getLong("freshet.seed", 1);

    /** Runs the nodes of a graph, each for its duration, on so many threads. */
    private static Timeline simulate(TimedGraph timed, int threads) {
        PipelineGraph graph = PipelineGraph.parse(timed.text());
        Map<String, Integer> named = Map.of("gpu", TimedGraph.GPUS, "line", TimedGraph.LINES);
        Capacities capacities = new Capacities(Math.max(threads, TimedGraph.CPUS), TimedGraph.MEMORY, named);
        int[] order =
                Priorities.byLongestPath(graph, node -> timed.nodes().get(node).duration());
        ResourceQueue queue = new ResourceQueue(graph, capacities, order);
        Timeline timeline = new Timeline(timed);
        int[] waiting = new int[graph.nodeCount()];
        List<List<Integer>> followers = new ArrayList<>();
        for (TimedNode node : timed.nodes()) {
            followers.add(new ArrayList<>());
            List<Integer> before = new ArrayList<>(node.inputs());
            before.addAll(node.after());
            waiting[node.number()] = before.size();
            before.forEach(each -> followers.get(each).add(node.number()));
        }
        for (int node = 0; node < waiting.length; node++) {
            if (waiting[node] == 0) {
                queue.add(node);
            }
        }
        PriorityQueue<long[]> running = new PriorityQueue<>(Comparator.comparingLong(end -> end[0]));
        int[] started = new int[graph.nodeCount()];
        int[] ended = new int[graph.nodeCount()];
        long now = 0;
        while (!queue.isEmpty() || !running.isEmpty()) {
            while (running.size() < threads) {
                int node = queue.poll(Integer.MAX_VALUE);
                if (node < 0) {
                    break;
                }
                timeline.start(node, started[node], now);
                running.add(new long[] {now + timed.nodes().get(node).duration(), node, started[node]++});
                if (started[node] < timed.nodes().get(node).calls()) {
                    // The next partition waits as the node did.
                    queue.add(node);
                }
            }
            long[] end = running.remove();
            now = end[0];
            int node = (int) end[1];
            timeline.end(node, (int) end[2], now);
            queue.release(node);
            if (++ended[node] == timed.nodes().get(node).calls()) {
                for (int follower : followers.get(node)) {
                    if (--waiting[follower] == 0) {
                        queue.add(follower);
                    }
                }
            }
        }
        return timeline;
    }

    @Test
    void randomGraphs_runAsPromised() {
        for (int number = 0; number < GRAPHS; number++) {
            Random random = new Random(SEED * 1_000_003 + number);
            TimedGraph graph =
                    TimedGraph.random("graph " + number + " of seed " + SEED, random, 120, 1 + random.nextInt(12));
            int threads = 1 + random.nextInt(8);
            Timeline timeline = simulate(graph, threads);
            assertThat(timeline.faults(threads)).as("%s", graph).isEmpty();
            assertThat(timeline.mostOvertakers()).as("%s", graph).isLessThanOrEqualTo(ResourceQueue.PATIENCE + threads);
        }
    }

    /** As many as there are threads, until there are none left. */
    @Test
    void partitionsOfEqualTime_takeAsLongAsTheirShareOfTheThreads() {
        TimedNode node = new TimedNode(0, List.of(), List.of(), 1, 0, 0, 0, false, 1, 40);
        Timeline timeline = simulate(new TimedGraph("40 partitions", List.of(node)), 4);
        assertThat(timeline.faults(4)).isEmpty();
        assertThat(timeline.makespan()).isEqualTo(10);
    }

    private static TimedNode node(int number, List<Integer> inputs, int gpus, long duration) {
        return new TimedNode(number, inputs, List.of(), 1, 0, gpus, 0, false, duration, 0);
    }

    /** Many small nodes, and some that need the one thing of which there is little. */
    @Test
    void nodesThatWaitForAGpu_leaveTheProcessorsToTheOthers() {
        List<TimedNode> nodes = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            nodes.add(node(i, List.of(), TimedGraph.GPUS, 100));
        }
        for (int i = 60; i < 860; i++) {
            nodes.add(node(i, List.of(), 0, 50));
        }
        TimedGraph graph = new TimedGraph("one GPU", nodes);
        Timeline timeline = simulate(graph, 8);
        assertThat(timeline.faults(8)).isEmpty();
        assertThat(timeline.makespan() / bound(graph, 8)).isLessThanOrEqualTo(1.15);
    }

    /** No schedule is shorter than this. */
    private static double bound(TimedGraph graph, int threads) {
        double work = graph.nodes().stream()
                .mapToLong(node -> node.calls() * node.duration())
                .sum();
        double gpus = graph.nodes().stream()
                .mapToLong(node -> node.calls() * node.gpus() * node.duration())
                .sum();
        return Math.max(graph.criticalPath(), Math.max(work / threads, gpus / TimedGraph.GPUS));
    }

    /** Whether or not there is a thread for it, too. */
    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void chainsThatNeedOneGpu_doNotStarveTheNodeThatNeedsTwo(int threads) {
        List<TimedNode> nodes = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            nodes.add(node(i, i < 2 ? List.of() : List.of(i - 2), 1, 10 + i % 2));
        }
        nodes.add(node(200, List.of(), 2, 1));
        Timeline timeline = simulate(new TimedGraph("two chains", nodes), threads);
        assertThat(timeline.order().indexOf(200)).isLessThanOrEqualTo(ResourceQueue.PATIENCE + 2);
    }

    /** Nodes of equal needs are in one line, and yet each of them is overtaken by few. */
    @Test
    void chainOfTheSameNeeds_overtakesEachNodeABoundedNumberOfTimes() {
        List<TimedNode> nodes = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            nodes.add(node(i, i < 2 ? List.of() : List.of(i - 2), 1, 10));
        }
        for (int i = 100; i < 110; i++) {
            nodes.add(node(i, List.of(), 1, 10));
        }
        Timeline timeline = simulate(new TimedGraph("one line", nodes), 4);
        assertThat(timeline.mostOvertakers()).isLessThanOrEqualTo(ResourceQueue.PATIENCE + 1);
    }

    /** Where nothing but threads is scarce, the longest path starts first. */
    @Test
    void graphsWithoutResources_takeHardlyLongerThanTheBound() {
        double[] ratios = new double[GRAPHS];
        for (int number = 0; number < GRAPHS; number++) {
            Random random = new Random(SEED * 7_000_003 + number);
            TimedGraph mixed = TimedGraph.random("graph " + number + " of seed " + SEED, random, 300, 0);
            List<TimedNode> plain = mixed.nodes().stream()
                    .map(node -> new TimedNode(
                            node.number(), node.inputs(), node.after(), 1, 0, 0, 0, false, node.duration(), 0))
                    .toList();
            TimedGraph graph = new TimedGraph(mixed.name(), plain);
            int threads = 2 + random.nextInt(7);
            Timeline timeline = simulate(graph, threads);
            assertThat(timeline.faults(threads)).as("%s", graph).isEmpty();
            ratios[number] = timeline.makespan() / bound(graph, threads);
        }
        Arrays.sort(ratios);
        System.out.println("makespan by bound: median " + ratios[GRAPHS / 2] + ", 99 of 100 at most "
                + ratios[GRAPHS * 99 / 100] + ", most " + ratios[GRAPHS - 1]);
        assertThat(ratios[GRAPHS * 95 / 100]).as("seed %d", SEED).isLessThanOrEqualTo(1.15);
    }
}
