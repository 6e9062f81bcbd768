package dev.freshet.runtime.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.wiring.NodeOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ResourceQueueTest {
    private static final int ANY = Integer.MAX_VALUE;

    private static PipelineGraph graph(String... options) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < options.length; i++) {
            text.append("n" + i + " = P.n()" + (options[i].isEmpty() ? "" : " {" + options[i] + "}") + "\n");
        }
        return PipelineGraph.parse(text.toString());
    }

    private static ResourceQueue queue(PipelineGraph graph, double cpus, long memory, Map<String, Integer> named) {
        ResourceQueue queue = new ResourceQueue(graph, new Capacities(cpus, memory, named), Priorities.byNumber(graph));
        for (int node = 0; node < graph.nodeCount(); node++) {
            queue.add(node);
        }
        return queue;
    }

    private static List<Integer> startAll(ResourceQueue queue) {
        List<Integer> started = new ArrayList<>();
        for (int node = queue.poll(ANY); node >= 0; node = queue.poll(ANY)) {
            started.add(node);
        }
        return started;
    }

    @Test
    void cpus_limitHowManyRun() {
        ResourceQueue queue = queue(graph("", "cpus=1.5", "cpus=0.5", "cpus=0", ""), 3, 0, Map.of());
        assertThat(startAll(queue)).containsExactly(0, 1, 2, 3);
        queue.release(1);
        assertThat(startAll(queue)).containsExactly(4);
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void missingResource_doesNotHoldUpThoseWhoDoNotNeedIt() {
        ResourceQueue queue = queue(graph("uses=gpu:1", "uses=gpu:1", "", "uses=gpu:1"), 9, 0, Map.of("gpu", 1));
        assertThat(startAll(queue)).containsExactly(0, 2);
        queue.release(0);
        assertThat(startAll(queue)).containsExactly(1);
    }

    @Test
    void largeRequest_isNotOvertakenBySmallOnesOfTheSame() {
        ResourceQueue queue = queue(graph("memory=60", "memory=80", "memory=40", ""), 9, 100, Map.of());
        assertThat(startAll(queue)).containsExactly(0, 3);
        queue.release(0);
        assertThat(startAll(queue)).containsExactly(1);
        queue.release(1);
        assertThat(startAll(queue)).containsExactly(2);
    }

    @Test
    void exclusive_waitsForAllAndKeepsOthersOut() {
        ResourceQueue queue = queue(graph("", "exclusive", ""), 9, 0, Map.of());
        assertThat(startAll(queue)).containsExactly(0);
        queue.saving();
        queue.release(0);
        assertThat(startAll(queue)).as("a value is still being saved").isEmpty();
        queue.saved();
        assertThat(startAll(queue)).containsExactly(1);
        queue.release(1);
        assertThat(startAll(queue)).containsExactly(2);
    }

    @Test
    void threeSideBySide_thenTheOneThatNeedsAllMemory() {
        PipelineGraph graph = graph("memory=30", "memory=30", "memory=30", "memory=100");
        ResourceQueue queue = queue(graph, 4, 100, Map.of());
        assertThat(startAll(queue)).containsExactly(0, 1, 2);
        queue.release(0);
        queue.release(2);
        assertThat(startAll(queue)).isEmpty();
        queue.release(1);
        assertThat(startAll(queue)).containsExactly(3);
    }

    /** Whoever needs several resources is overtaken by a bounded number of others, whatever comes after it. */
    @Test
    void waiting_isBounded() {
        String[] options = new String[401];
        options[0] = "uses=a:1";
        options[1] = "uses=b:1";
        options[2] = "uses=a:1,b:1";
        for (int i = 3; i < options.length; i++) {
            options[i] = i % 2 == 0 ? "cpus=0 uses=a:1" : "cpus=0 uses=b:1";
        }
        ResourceQueue queue = queue(graph(options), 9, 0, Map.of("a", 1, "b", 1));
        List<Integer> running = new ArrayList<>(startAll(queue));
        int before = 0;
        while (!running.contains(2)) {
            queue.release(running.remove(0));
            List<Integer> started = startAll(queue);
            before += started.size();
            running.addAll(started);
        }
        assertThat(before).isLessThanOrEqualTo(ResourceQueue.PATIENCE + 3);
    }

    @Test
    void missingResource_leavesTheOtherOnesToLaterNodes() {
        PipelineGraph graph = graph("uses=a:1", "uses=a:1,b:1", "uses=b:1");
        assertThat(startAll(queue(graph, 9, 0, Map.of("a", 1, "b", 1)))).containsExactly(0, 2);
    }

    /** Node 1 waits for a and for b in turn; as soon as it is overdue, nobody takes either. */
    @Test
    void overtakenNode_keepsOthersFromWhatItHasWaitedForOnly() {
        String[] options = new String[ResourceQueue.PATIENCE + 4];
        Arrays.fill(options, "cpus=0 uses=b:1");
        options[0] = "uses=a:1";
        options[1] = "uses=a:1,b:1";
        int other = options.length - 1;
        options[other] = "cpus=0 uses=c:1";
        PipelineGraph graph = graph(options);
        Capacities capacities = new Capacities(9, 0, Map.of("a", 1, "b", 1, "c", 1));
        ResourceQueue queue = new ResourceQueue(graph, capacities, Priorities.byNumber(graph));
        for (int node = 0; node < other; node++) {
            queue.add(node);
        }
        assertThat(queue.poll(ANY)).isZero();
        for (int i = 1; i < ResourceQueue.PATIENCE; i++) {
            int node = queue.poll(ANY);
            assertThat(node).isEqualTo(1 + i);
            assertThat(queue.poll(ANY)).as("b is taken").isEqualTo(-1);
            queue.release(node);
        }
        assertThat(queue.poll(ANY)).as("one more that overtakes").isEqualTo(-1);
        queue.add(other);
        assertThat(queue.poll(ANY)).isEqualTo(other);
        queue.release(0);
        assertThat(queue.poll(ANY)).isEqualTo(1);
    }

    /** Of three processors and one a, which node 0 has taken, so that node 1 waits; any number of others need little. */
    private static ResourceQueue queueWithOneThatWaits(String optionsOfOne) {
        String[] options = new String[ResourceQueue.PATIENCE + 5];
        Arrays.fill(options, "");
        options[0] = "cpus=0 uses=a:1";
        options[1] = optionsOfOne;
        PipelineGraph graph = graph(options);
        ResourceQueue queue =
                new ResourceQueue(graph, new Capacities(3, 0, Map.of("a", 1)), Priorities.byNumber(graph));
        for (int node = 0; node < options.length; node++) {
            queue.add(node);
        }
        assertThat(queue.poll(ANY)).isZero();
        return queue;
    }

    @Test
    void overtakenNode_leavesToOthersWhatItNeedsButNeverLacked() {
        ResourceQueue queue = queueWithOneThatWaits("uses=a:1");
        for (int i = 0; i < ResourceQueue.PATIENCE; i++) {
            int node = queue.poll(ANY);
            assertThat(node).isEqualTo(2 + i);
            queue.release(node);
        }
        int first = 2 + ResourceQueue.PATIENCE;
        for (int i = 0; i < 3; i++) {
            assertThat(queue.poll(ANY)).as("a processor is free").isEqualTo(first + i);
        }
        queue.release(0);
        queue.release(first);
        assertThat(queue.poll(ANY)).isEqualTo(1);
    }

    @Test
    void overdueNode_keepsNoMoreOfAResourceThanItNeeds() {
        ResourceQueue queue = queueWithOneThatWaits("cpus=2 uses=a:1");
        assertThat(queue.poll(ANY)).isEqualTo(2);
        int next = 3;
        for (int started = 2; started < ResourceQueue.PATIENCE; started++) {
            assertThat(queue.poll(ANY)).isEqualTo(next);
            assertThat(queue.poll(ANY)).as("one processor is left of two").isEqualTo(-1);
            queue.release(next++);
        }
        queue.release(2);
        assertThat(queue.poll(ANY)).as("two of three processors are kept").isEqualTo(next);
        assertThat(queue.poll(ANY)).isEqualTo(-1);
        queue.release(0);
        assertThat(queue.poll(ANY)).isEqualTo(1);
    }

    @Test
    void overdueNode_comesBeforeOneThatWasReadyLater_thoughThatHasAHigherPriority() {
        String[] options = new String[ResourceQueue.PATIENCE + 3];
        Arrays.fill(options, "uses=a:1");
        PipelineGraph graph = graph(options);
        ResourceQueue queue =
                new ResourceQueue(graph, new Capacities(9, 0, Map.of("a", 1)), Priorities.byNumber(graph));
        int last = options.length - 1;
        queue.add(0);
        queue.add(last);
        for (int node = 0; node < ResourceQueue.PATIENCE; node++) {
            assertThat(queue.poll(ANY)).isEqualTo(node);
            assertThat(queue.poll(ANY)).as("a is taken").isEqualTo(-1);
            queue.add(node + 1);
            queue.release(node);
        }
        assertThat(queue.poll(ANY)).isEqualTo(last);
    }

    @Test
    void nodeThatWaitsForAThreadOnly_isOvertakenByThoseOfAHigherPriority() {
        String[] options = new String[3 * ResourceQueue.PATIENCE];
        Arrays.fill(options, "uses=a:1");
        PipelineGraph graph = graph(options);
        ResourceQueue queue =
                new ResourceQueue(graph, new Capacities(9, 0, Map.of("a", 2)), Priorities.byNumber(graph));
        queue.add(options.length - 1);
        for (int node = 0; node < options.length - 1; node++) {
            queue.add(node);
            assertThat(queue.poll(ANY)).isEqualTo(node);
            queue.release(node);
        }
    }

    /** Random starts and ends: never more than there is, and everybody starts in the end. */
    @Test
    void random_staysWithinCapacitiesAndStartsAll() {
        for (long seed = 1; seed <= 300; seed++) {
            Random random = new Random(seed);
            String[] options = new String[1 + random.nextInt(60)];
            for (int i = 0; i < options.length; i++) {
                options[i] = "cpus=" + random.nextInt(5) + " memory=" + random.nextInt(100)
                        + (random.nextInt(3) == 0 ? " uses=gpu:" + (1 + random.nextInt(2)) : "")
                        + (random.nextInt(8) == 0 ? " exclusive" : "");
            }
            PipelineGraph graph = graph(options);
            ResourceQueue queue = queue(graph, 4, 100, Map.of("gpu", 2));
            List<Integer> running = new ArrayList<>();
            int started = 0;
            while (started < options.length || !running.isEmpty()) {
                int node = random.nextInt(3) == 0 ? -1 : queue.poll(ANY);
                if (node >= 0) {
                    running.add(node);
                    started++;
                    check(graph, running, seed);
                } else if (!running.isEmpty()) {
                    queue.release(running.remove(random.nextInt(running.size())));
                } else {
                    node = queue.poll(ANY);
                    assertThat(node).as("nothing runs, seed %d", seed).isGreaterThanOrEqualTo(0);
                    running.add(node);
                    started++;
                }
            }
        }
    }

    private static void check(PipelineGraph graph, List<Integer> running, long seed) {
        List<NodeOptions> all = running.stream().map(graph::options).toList();
        assertThat(all.stream().mapToDouble(NodeOptions::cpus).sum())
                .as("seed %d", seed)
                .isLessThanOrEqualTo(4);
        assertThat(all.stream().mapToLong(NodeOptions::memory).sum())
                .as("seed %d", seed)
                .isLessThanOrEqualTo(100);
        assertThat(all.stream()
                        .mapToInt(options -> options.uses().getOrDefault("gpu", 0))
                        .sum())
                .as("seed %d", seed)
                .isLessThanOrEqualTo(2);
        if (all.stream().anyMatch(NodeOptions::exclusive)) {
            assertThat(all).as("seed %d", seed).hasSize(1);
        }
    }

    @Test
    void excesses_nameNodeResourceAndFix() {
        PipelineGraph graph = graph("cpus=3", "memory=4294967296", "uses=gpu:2", "uses=dbs:1");
        assertThat(new Capacities(2, 1 << 30, Map.of("gpu", 1, "db", 3)).excesses(graph))
                .containsExactly(
                        "node \"n0\" needs 3 cpus, and the run has 2; give it more with --capacity cpus=3, Run.capacity,"
                                + " or capacities in run.yml",
                        "node \"n1\" needs 4GB of memory, and the run has 1GB; give it more with --capacity memory=4GB,"
                                + " Run.capacity, or capacities in run.yml",
                        "node \"n2\" needs 2 of \"gpu\", and the run has 1; give it more with --capacity gpu=2,"
                                + " Run.capacity, or capacities in run.yml",
                        "node \"n3\" needs 1 of \"dbs\", and the run has none; did you mean \"db\"?");
    }

    @Test
    void excesses_ofNodesThatNeedExactlyWhatThereIs_areNone() {
        PipelineGraph graph = graph("cpus=2", "memory=1073741824", "uses=gpu:1", "");
        assertThat(new Capacities(2, 1 << 30, Map.of("gpu", 1)).excesses(graph)).isEmpty();
    }

    @Test
    void excesses_ofAResourceThatExists_proposeNoOtherName() {
        assertThat(new Capacities(2, 0, Map.of("gpu", 1, "gpus", 5)).excesses(graph("uses=gpu:2")))
                .singleElement()
                .asString()
                .doesNotContain("did you mean")
                .contains("--capacity gpu=2");
    }

    @Test
    void excesses_ofLessThanOneProcessor_nameNodesWithoutOptions() {
        assertThat(new Capacities(0.5, 0, Map.of()).excesses(graph("", "cpus=0.5")))
                .singleElement()
                .asString()
                .startsWith("node \"n0\" needs 1 cpus, and the run has 0.5;");
    }

    @Test
    void removedNode_doesNotStart() {
        ResourceQueue queue = queue(graph("", "cpus=2", ""), 9, 0, Map.of());
        queue.remove(0);
        queue.remove(0);
        queue.remove(1);
        assertThat(queue.isEmpty()).isFalse();
        assertThat(queue.peek()).isEqualTo(2);
        queue.remove(2);
        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.peek()).isEqualTo(-1);
        assertThat(startAll(queue)).isEmpty();
    }

    @Test
    void poll_belowARank_startsOnlyNodesBeforeIt() {
        PipelineGraph graph = graph("", "", "");
        ResourceQueue queue = new ResourceQueue(graph, new Capacities(9, 0, Map.of()), new int[] {2, 0, 1});
        for (int node = 0; node < 3; node++) {
            queue.add(node);
            assertThat(queue.node(queue.rank(node))).isEqualTo(node);
        }
        assertThat(queue.rank(2)).isZero();
        assertThat(queue.poll(1)).isEqualTo(2);
        assertThat(queue.poll(1)).isEqualTo(-1);
        assertThat(queue.poll(2)).isEqualTo(0);
        assertThat(queue.peek()).isEqualTo(1);
    }

    @Test
    void isExclusive_isTrueWhileAnExclusiveNodeRuns() {
        ResourceQueue queue = queue(graph("exclusive", ""), 9, 0, Map.of());
        assertThat(queue.isExclusive()).isFalse();
        assertThat(startAll(queue)).containsExactly(0);
        assertThat(queue.isExclusive()).isTrue();
        queue.release(0);
        assertThat(queue.isExclusive()).isFalse();
    }

    @Test
    void nodeThatNeverRan_countsAsLongAsTheOthersOnAverage() {
        PipelineGraph graph = graph("", "", "");
        long[] nanos = {14, 30, 0};
        assertThat(Priorities.byLongestPath(graph, node -> nanos[node])).containsExactly(1, 2, 0);
    }

    @Test
    void longestPath_comesFirst() {
        PipelineGraph graph = PipelineGraph.parse("""
                a = P.a() -> x
                b = P.b() -> y
                c = P.c(y) -> z
                d = P.d()
                """);
        assertThat(Priorities.byLongestPath(graph, node -> 0)).containsExactly(1, 0, 2, 3);
        assertThat(Priorities.byLongestPath(graph, node -> node == 3 ? 100 : 1)).containsExactly(3, 1, 0, 2);
    }
}
