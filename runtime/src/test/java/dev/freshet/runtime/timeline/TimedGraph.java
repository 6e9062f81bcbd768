package dev.freshet.runtime.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A random graph of nodes that take time and resources. */
public record TimedGraph(String name, List<TimedNode> nodes) {
    public static final int CPUS = 4;
    public static final int MEMORY = 100;
    public static final int GPUS = 2;
    public static final int LINES = 3;

    /** A node; the numbers of those before it are smaller than its own. */
    public record TimedNode(
            int number,
            List<Integer> inputs,
            List<Integer> after,
            int cpus,
            int memory,
            int gpus,
            int lines,
            boolean exclusive,
            long duration,
            int partitions) {
        /** How many calls it takes: one, or one for each partition of {@code parts}. */
        public int calls() {
            return Math.max(1, partitions);
        }

        String text() {
            String uses = (gpus > 0 ? "gpu:" + gpus : "")
                    + (gpus > 0 && lines > 0 ? "," : "")
                    + (lines > 0 ? "line:" + lines : "");
            String read = joined("d", inputs);
            String parts = partitions == 0 ? "" : read.isEmpty() ? "^parts" : "^parts, ";
            return "n" + number + " = P.n" + number + "(" + parts + read + ") -> " + (partitions == 0 ? "" : "^") + "d"
                    + number
                    + (after.isEmpty() ? "" : " after " + joined("n", after))
                    + " {cpus=" + cpus + " memory=" + memory + (uses.isEmpty() ? "" : " uses=" + uses)
                    + (exclusive ? " exclusive" : "") + "}\n";
        }

        private static String joined(String prefix, List<Integer> numbers) {
            return String.join(
                    ", ", numbers.stream().map(number -> prefix + number).toList());
        }

        List<Integer> before() {
            List<Integer> before = new ArrayList<>(inputs);
            before.addAll(after);
            return before;
        }
    }

    /**
     * A graph whose nodes need whatever there is.
     *
     * @param partitions how many partitions there are of the input that some nodes take one by one
     */
    public static TimedGraph random(String name, Random random, int most, int partitions) {
        List<TimedNode> nodes = new ArrayList<>();
        int count = 1 + random.nextInt(most);
        int width = 1 + random.nextInt(4);
        boolean scarce = random.nextBoolean();
        for (int i = 0; i < count; i++) {
            nodes.add(new TimedNode(
                    i,
                    some(random, i, width),
                    random.nextInt(5) == 0 ? some(random, i, 2) : List.of(),
                    random.nextInt(4) == 0 ? random.nextInt(CPUS + 1) : 1,
                    random.nextInt(4) == 0 ? random.nextInt(MEMORY + 1) : 0,
                    random.nextInt(scarce ? 2 : 6) == 0 ? 1 + random.nextInt(GPUS) : 0,
                    random.nextInt(scarce ? 3 : 8) == 0 ? 1 + random.nextInt(LINES) : 0,
                    random.nextInt(25) == 0,
                    1 + random.nextInt(random.nextInt(5) == 0 ? 1_000 : 50),
                    random.nextInt(8) == 0 ? partitions : 0));
        }
        return new TimedGraph(name, nodes);
    }

    private static List<Integer> some(Random random, int below, int most) {
        return random.ints(random.nextInt(most + 1), 0, Math.max(1, below))
                .filter(number -> number < below)
                .distinct()
                .boxed()
                .toList();
    }

    public String text() {
        return String.join("", nodes.stream().map(TimedNode::text).toList());
    }

    /** The longest way through the graph, if partitions never wait. */
    public long criticalPath() {
        long[] ends = new long[nodes.size()];
        long longest = 0;
        for (TimedNode node : nodes) {
            long start =
                    node.before().stream().mapToLong(each -> ends[each]).max().orElse(0);
            ends[node.number()] = start + node.duration();
            longest = Math.max(longest, ends[node.number()]);
        }
        return longest;
    }

    @Override
    public String toString() {
        return name + ":\n" + text();
    }
}
