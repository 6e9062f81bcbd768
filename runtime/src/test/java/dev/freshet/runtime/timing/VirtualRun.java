package dev.freshet.runtime.timing;

import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.timing.Activity.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;

/** A random graph, run in virtual time: who runs when, and the longest way through it. */
final class VirtualRun {
    static final int GPUS = 2;

    private final List<Work> nodes = new ArrayList<>();
    private final List<Activity> activities = new ArrayList<>();
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::time).thenComparingLong(Event::number));
    /** The nodes that could start. */
    private final TreeSet<Integer> startable = new TreeSet<>();

    private final int slots;
    private final int overhead;
    private final long[] ready;
    private final int[] lacking;
    private final int[] tried;
    private int running;
    private int gpus;
    private long now;
    private long numbered;

    /**
     * A node.
     *
     * @param memory those that it reads from memory
     * @param stored those whose saved outputs it loads
     */
    record Work(List<Integer> memory, List<Integer> stored, long load, long call, long save, int gpus, boolean fails) {
        boolean isSaved() {
            return save > 0;
        }
    }

    private record Event(long time, long number, Runnable action) {}

    /**
     * @param slots how many nodes run at a time
     * @param overhead the most time that goes by between what makes a node ready and its start
     * @param mayFail whether some nodes fail at first
     */
    VirtualRun(Random random, int slots, int overhead, boolean mayFail) {
        this.slots = slots;
        this.overhead = overhead;
        int count = 1 + random.nextInt(30);
        boolean isScarce = slots < count;
        for (int node = 0; node < count; node++) {
            List<Integer> memory = new ArrayList<>();
            List<Integer> stored = new ArrayList<>();
            for (int i = random.nextInt(3); i > 0 && node > 0; i--) {
                int before = random.nextInt(node);
                (nodes.get(before).isSaved() && random.nextBoolean() ? stored : memory).add(before);
            }
            nodes.add(new Work(
                    memory.stream().distinct().toList(),
                    stored.stream().distinct().toList(),
                    stored.isEmpty() ? 0 : 1 + random.nextInt(20),
                    1 + random.nextInt(100),
                    random.nextBoolean() ? 1 + random.nextInt(60) : 0,
                    isScarce && random.nextInt(3) == 0 ? 1 + random.nextInt(GPUS) : 0,
                    mayFail && random.nextInt(5) == 0));
        }
        ready = new long[count];
        lacking = new int[count];
        tried = new int[count];
        for (int node = 0; node < count; node++) {
            lacking[node] =
                    nodes.get(node).memory().size() + nodes.get(node).stored().size();
            if (lacking[node] == 0) {
                ready(node, random);
            }
        }
        while (!events.isEmpty()) {
            Event event = events.remove();
            now = event.time();
            event.action().run();
            startAll(random);
        }
    }

    private void at(long time, Runnable action) {
        events.add(new Event(time, numbered++, action));
    }

    private long delay(Random random) {
        return overhead == 0 ? 0 : random.nextInt(overhead + 1);
    }

    private void ready(int node, Random random) {
        ready[node] = now;
        at(now + delay(random), () -> startable.add(node));
    }

    private void startAll(Random random) {
        for (int node : List.copyOf(startable)) {
            if (running < slots && gpus + nodes.get(node).gpus() <= GPUS) {
                startable.remove(node);
                start(node, random);
            }
        }
    }

    private void start(int node, Random random) {
        Work work = nodes.get(node);
        running++;
        gpus += work.gpus();
        int attempt = ++tried[node];
        long end = now + work.load() + work.call();
        if (work.load() > 0) {
            activities.add(
                    Activity.of(Kind.LOAD, name(node), dataset(work.stored().get(0)), now, now + work.load()));
        }
        activities.add(Activity.call(name(node), attempt, ready[node], now, end));
        at(end, () -> {
            running--;
            gpus -= work.gpus();
            if (work.fails() && attempt == 1) {
                activities.add(Activity.of(Kind.PAUSE, name(node), "", now, now + 40));
                at(now + 40, () -> startable.add(node));
            } else {
                made(node, random);
            }
        });
    }

    private void made(int node, Random random) {
        Work work = nodes.get(node);
        supply(node, true, random);
        if (work.isSaved()) {
            activities.add(Activity.of(Kind.SAVE, name(node), dataset(node), now, now + work.save()));
            at(now + work.save(), () -> at(now + delay(random), () -> supply(node, false, random)));
        }
    }

    private void supply(int node, boolean inMemory, Random random) {
        for (int reader = node + 1; reader < nodes.size(); reader++) {
            Work work = nodes.get(reader);
            boolean isSupplied = (inMemory ? work.memory() : work.stored()).contains(node);
            if (isSupplied && --lacking[reader] == 0) {
                ready(reader, random);
            }
        }
    }

    private static String name(int node) {
        return "n" + node;
    }

    private static String dataset(int node) {
        return "d" + node;
    }

    RunTimes times() {
        List<Activity> sorted = new ArrayList<>(activities);
        sorted.sort(Comparator.comparingLong(Activity::start));
        long end = sorted.stream().mapToLong(Activity::end).max().orElse(0);
        return new RunTimes(end + overhead, slots, Map.of("gpu", (double) GPUS), sorted);
    }

    /** The longest way through the graph, which no run is shorter than. */
    long longest() {
        long[] called = new long[nodes.size()];
        long longest = 0;
        for (int node = 0; node < nodes.size(); node++) {
            Work work = nodes.get(node);
            long start = 0;
            for (int before : work.memory()) {
                start = Math.max(start, called[before]);
            }
            for (int before : work.stored()) {
                start = Math.max(start, called[before] + nodes.get(before).save());
            }
            called[node] = start + work.load() + work.call();
            longest = Math.max(longest, called[node] + work.save());
        }
        return longest;
    }

    List<Integer> before(int node) {
        List<Integer> before = new ArrayList<>(nodes.get(node).memory());
        before.addAll(nodes.get(node).stored());
        return before;
    }

    /** How many GPUs each node needs. */
    Map<String, Integer> gpus() {
        Map<String, Integer> all = new TreeMap<>();
        for (int node = 0; node < nodes.size(); node++) {
            all.put(name(node), nodes.get(node).gpus());
        }
        return all;
    }

    PipelineGraph graph() {
        StringBuilder text = new StringBuilder();
        for (int node = 0; node < nodes.size(); node++) {
            String inputs = String.join(
                    ", ", before(node).stream().map(VirtualRun::dataset).toList());
            int needed = nodes.get(node).gpus();
            text.append(name(node) + " = P." + name(node) + "(" + inputs + ") -> " + dataset(node)
                    + (needed > 0 ? " {uses=gpu:" + needed + "}" : "") + "\n");
        }
        return PipelineGraph.parse(text.toString());
    }

    @Override
    public String toString() {
        return slots + " slots\n"
                + String.join("\n", nodes.stream().map(Work::toString).toList()) + "\n" + activities;
    }
}
