package dev.freshet.runtime.timing;

import dev.freshet.runtime.timing.Activity.Kind;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A bar of a trace. Times are nanoseconds since the start of the run.
 *
 * @param details what a reader sees when the bar is selected
 */
record TraceBar(Group group, String name, String category, long start, long end, Map<String, Object> details) {
    private static final double NANOS_OF_A_MILLI = 1_000_000;

    /** The groups, in the order in which a reader sees them. */
    enum Group {
        NODES(1, "nodes", "node"),
        PARTITIONS(2, "partitions", "partition"),
        LOADS(3, "loads", "load"),
        SAVES(4, "saves", "save"),
        WAITS(5, "waits", "wait");

        /** The process of its lanes in a trace. */
        final int process;

        final String word;
        /** The word for one of its lanes. */
        final String single;

        Group(int process, String word, String single) {
            this.process = process;
            this.word = word;
            this.single = single;
        }

        private static Group of(Kind kind) {
            return switch (kind) {
                case CALL -> NODES;
                case PARTITIONS -> PARTITIONS;
                case LOAD -> LOADS;
                case SAVE -> SAVES;
                case PAUSE, OTHER_RUN -> WAITS;
            };
        }
    }

    /** @param outcome how a call ended; empty for other activities */
    static TraceBar of(Activity activity, String outcome) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("node", activity.node());
        if (activity.tried() > 0) {
            details.put("attempt", activity.tried());
            details.put("waitedMs", (activity.start() - activity.ready()) / NANOS_OF_A_MILLI);
        }
        if (!outcome.isEmpty()) {
            details.put("outcome", outcome);
        }
        String name = activity.dataset().isEmpty() ? activity.node() : activity.dataset();
        return new TraceBar(
                Group.of(activity.kind()), name, activity.kind().word(), activity.start(), activity.end(), details);
    }

    /** @param hasFailed false if the attempt has succeeded, or was cancelled with its run */
    static TraceBar partition(String node, String key, boolean hasFailed, long start, long end) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("node", node);
        if (hasFailed) {
            details.put("outcome", "failed");
        }
        return new TraceBar(Group.PARTITIONS, key, "partition", start, end, details);
    }

    /** Returns the start in microseconds. Starts and ends are rounded down, so bars overlap only if they did before. */
    long micros() {
        return start / 1_000;
    }

    /** Returns the time from the rounded start to the rounded end, in microseconds. */
    long microsLong() {
        return end / 1_000 - micros();
    }
}
