package dev.freshet.runtime.run;

import dev.freshet.dataset.StoredContent;
import java.time.Duration;
import java.util.Optional;

/** Listens to one call of a node, wherever the call is made. Safe for use by several threads. */
public interface CallEvents {
    /** The node told how far it is; see {@link dev.freshet.NodeContext#progress}. */
    void progressed(long done, long total);

    /** Returns whether somebody listens to {@link #logged}. */
    default boolean hearsOfLogs() {
        return false;
    }

    /** The node logged a line by the logger of its context. */
    default void logged(System.Logger.Level level, String text) {}

    /** The node asked for the run's id; see {@link dev.freshet.NodeContext#runId}. */
    void runIdRead();

    /**
     * A stored input was loaded.
     *
     * @param digested what was read, if it was digested meanwhile
     */
    void loaded(String dataset, Duration duration, Optional<StoredContent.Digested> digested);

    /** New content of a stored output, or of a partition of one, is written. It counts when the run publishes it. */
    void staged(StagedOutput output);

    /**
     * The same of a partition that the node has put by itself. Returns when the run has taken it, so that a run that is
     * killed has not recorded at most the partition that the node is working on.
     */
    default void put(StagedOutput output) {
        staged(output);
    }

    /** The node was told that a partition of an output need not be made again; see {@link dev.freshet.PartitionSink#has}. */
    void kept(String dataset, String partition);

    /**
     * A stored output is written as a whole. If it was not staged, it is stored.
     *
     * @param digested what was written, if it was digested meanwhile
     */
    void saved(String dataset, Duration duration, Optional<StoredContent.Digested> digested);

    /** A stored input or output gave a {@linkplain StoredContent#takeWarnings warning}. */
    void warned(String dataset, String warning);
}
