package dev.freshet.runtime.live;

import java.util.ArrayDeque;
import java.util.Deque;
import tools.jackson.core.JsonGenerator;

/** The last lines of the log of a node. Guarded by the lock of its run. */
final class LiveLog {
    /** The largest number of lines of one node. */
    static final int MOST_LINES = 500;

    /** The largest number of characters of a line. */
    static final int LONGEST = 2_000;

    private final Deque<Line> lines = new ArrayDeque<>();
    private long end;
    /** The number of lines that were dropped here and that {@link LiveLogs} still counts. */
    private int dropped;

    /**
     * A line of the log.
     *
     * @param at the time, in milliseconds since the start of the run
     * @param level the level, in lower case
     */
    private record Line(long at, String level, String text) {
        void write(JsonGenerator json) {
            json.writeStartObject();
            json.writeNumberProperty("at", at);
            json.writeStringProperty("level", level);
            json.writeStringProperty("text", text);
            json.writeEndObject();
        }
    }

    void add(long at, String level, String text) {
        lines.addLast(new Line(at, level, text.length() > LONGEST ? cut(text) : text));
        end++;
        if (lines.size() > MOST_LINES) {
            lines.removeFirst();
            dropped++;
        }
    }

    /** Removes the oldest line that this method has not removed yet, unless it was already dropped. */
    void removeOldest() {
        if (dropped > 0) {
            dropped--;
        } else {
            lines.pollFirst();
        }
    }

    private static String cut(String text) {
        int at = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return text.substring(0, at) + " ... " + (text.length() - at) + " more characters";
    }

    /** Returns the number of the next line; the first line has the number 0. */
    long end() {
        return end;
    }

    /** Returns the number of the first line that is still kept. */
    long start() {
        return end - lines.size();
    }

    /** Writes the lines from a number on. */
    void write(long from, JsonGenerator json) {
        long at = start();
        for (Line line : lines) {
            if (at++ >= from) {
                line.write(json);
            }
        }
    }
}
