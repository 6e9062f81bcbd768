package dev.freshet.runtime.live;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.io.SerializedString;

/** A node of a watched run. Guarded by the lock of its run. */
final class LiveNode {
    private static final SerializedString NAME = new SerializedString("name");
    private static final SerializedString STATE = new SerializedString("state");
    private static final SerializedString SINCE = new SerializedString("since");
    private static final SerializedString TOOK = new SerializedString("took");

    final String name;
    LiveState state;
    /** When it came into this state, in nanoseconds since the start of the run. */
    long since;

    int tried;
    long done;
    long total;
    /** How long its last call took, in milliseconds; negative if it has not ended. */
    long took = -1;
    /** Why it runs, failed, was skipped, or what it waits for. */
    String why = "";

    /** When its last known call ended. */
    long triedAt;

    @Nullable
    LiveLog log;

    /** The version of the run in which it changed last. */
    long version;
    /** Neighbours in the ring of changed nodes: the one that changed before it, and the one that changed after it. */
    LiveNode before = this;

    LiveNode after = this;

    LiveNode(String name, LiveState state) {
        this.name = name;
        this.state = state;
    }

    void start(int attempt, String reasons) {
        tried = attempt;
        why = reasons;
        done = 0;
        total = 0;
    }

    /** Moves this node to the end of the ring, as the one that changed last. */
    void moveBefore(LiveNode end) {
        before.after = after;
        after.before = before;
        before = end.before;
        after = end;
        before.after = this;
        end.before = this;
    }

    /** Writes the node for a page, without default values. Most nodes have only values whose names are encoded once. */
    void write(JsonGenerator json) {
        json.writeStartObject();
        json.writeName(NAME);
        json.writeString(name);
        json.writeName(STATE);
        json.writeString(state.word());
        json.writeName(SINCE);
        json.writeNumber(since / 1_000_000);
        if (tried > 1) {
            json.writeNumberProperty("tried", tried);
        }
        if (done > 0 || total > 0) {
            json.writeNumberProperty("done", done);
            json.writeNumberProperty("total", total);
        }
        if (took >= 0) {
            json.writeName(TOOK);
            json.writeNumber(took);
        }
        if (!why.isEmpty()) {
            json.writeStringProperty("why", why);
        }
        if (log != null) {
            json.writeNumberProperty("lines", log.end());
        }
        json.writeEndObject();
    }
}
