package dev.freshet.runtime.live;

import dev.freshet.runtime.graph.GraphDocument;
import java.time.Duration;

/** What a page shows as it changes. Safe for use by several threads; no call holds up what is watched. */
public interface LiveSource {
    /**
     * What has changed.
     *
     * @param version what to ask with the next time
     * @param json one line
     * @param isLast whether nothing changes any more
     */
    record Update(long version, String json, boolean isLast) {}

    /** What is watched. */
    enum Watched {
        RUN,
        PROJECT
    }

    Watched watched();

    /** Returns the pipeline as it is shown when the page is opened. */
    GraphDocument document();

    /**
     * Returns what has changed since a version; 0 stands for the beginning. Equal versions of two callers mean that
     * both know the same.
     *
     * @param longest how long to wait if nothing has changed; then the answer has that version and no text
     */
    Update after(long version, Duration longest) throws InterruptedException;

    /**
     * Returns what a node waits for, and its lines of the log, as JSON.
     *
     * @param from the number of the first line that is wanted
     */
    String node(String name, long from);

    /** Returns the timeline so far, in the form that documents have; empty if there is none. */
    String times();
}
