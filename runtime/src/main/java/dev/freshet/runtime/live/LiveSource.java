package dev.freshet.runtime.live;

import dev.freshet.runtime.graph.GraphDocument;
import java.time.Duration;

/**
 * What a page shows while it changes: a run or a project. Safe for use by several threads. No call slows the watched
 * run down.
 */
public interface LiveSource {
    /** The changes since a version.
     *
     * @param version the version for the next request
     * @param json the changes as one line of JSON
     * @param isLast whether nothing changes any more
     */
    record Update(long version, String json, boolean isLast) {}

    /** The kinds of sources. */
    enum Watched {
        RUN,
        PROJECT
    }

    Watched watched();

    /** Returns the pipeline as the page shows it at first. */
    GraphDocument document();

    /**
     * Returns what has changed since a version; 0 stands for the beginning. Two callers with equal versions have seen
     * the same changes.
     *
     * @param longest how long to wait if nothing has changed; after that, the answer has the same version and no text
     */
    Update after(long version, Duration longest) throws InterruptedException;

    /**
     * Returns what a node waits for, and its lines of the log, as JSON.
     *
     * @param from the number of the first line to return
     */
    String node(String name, long from);

    /** Returns the timeline so far, in the form of documents; an empty text if there is none. */
    String times();
}
