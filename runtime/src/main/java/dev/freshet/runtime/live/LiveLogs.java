package dev.freshet.runtime.live;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * The logs of all nodes of a run. Their total size is limited: the oldest lines are dropped first. Guarded by the lock
 * of the run.
 */
final class LiveLogs {
    /** The largest number of lines of all nodes together. */
    static final int MOST_LINES = 10_000;

    /** The log that contains each line, the oldest line first. */
    private final Queue<LiveLog> lines = new ArrayDeque<>();

    void add(LiveNode node, long at, String level, String text) {
        LiveLog log = node.log;
        if (log == null) {
            log = new LiveLog();
            node.log = log;
        }
        log.add(at, level, text);
        lines.add(log);
        if (lines.size() > MOST_LINES) {
            lines.remove().removeOldest();
        }
    }
}
