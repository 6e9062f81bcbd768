package dev.freshet.runtime.timing;

import dev.freshet.runtime.timing.Activity.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The waits of nodes for other runs that share the state. Safe for use by several threads. */
public final class OtherRunWaits {
    /** When a node began to wait, by node. */
    private final Map<String, Long> began = new ConcurrentHashMap<>();

    /** Creates an empty list of waits. */
    public OtherRunWaits() {}

    /** A node waits, whether it began to do so now or earlier. */
    public void waits(String node, long now) {
        began.putIfAbsent(node, now);
    }

    /** Ends the wait of a node. Returns it, or nothing if the node did not wait. */
    public Optional<Activity> ended(String node, long end) {
        // Most runs share no state, and each of their nodes asks.
        Long since = began.isEmpty() ? null : began.remove(node);
        return Optional.ofNullable(since).map(start -> wait(node, start, end));
    }

    /** Returns the waits that go on. */
    public List<Activity> current(long now) {
        return began.entrySet().stream()
                .map(wait -> wait(wait.getKey(), wait.getValue(), now))
                .toList();
    }

    private static Activity wait(String node, long start, long end) {
        return Activity.of(Kind.OTHER_RUN, node, "", Math.min(start, end), end);
    }
}
