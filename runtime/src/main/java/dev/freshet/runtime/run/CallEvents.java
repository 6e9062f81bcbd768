package dev.freshet.runtime.run;

import dev.freshet.dataset.StoredContent;
import java.time.Duration;
import java.util.Optional;

/** Receives the events of one call of a node, in this process or in a worker. Safe for use by several threads. */
public interface CallEvents {
    /** The node reported its progress; see {@link dev.freshet.NodeContext#progress}. */
    void progressed(long done, long total);

    /** Returns whether somebody wants the events of {@link #logged}. */
    default boolean hearsOfLogs() {
        return false;
    }

    /** The node logged a line with the logger of its context. */
    default void logged(System.Logger.Level level, String text) {}

    /** The node asked for the run's id; see {@link dev.freshet.NodeContext#runId}. */
    void runIdRead();

    /**
     * A stored input was loaded.
     *
     * @param digested the digest of the content, if it was computed while the content was read
     */
    void loaded(String dataset, Duration duration, Optional<StoredContent.Digested> digested);

    /** New content of a stored output, or of one of its partitions, was staged. It counts once the run publishes it. */
    void staged(StagedOutput output);

    /**
     * The node has put a partition, which is staged. Returns once the run has recorded the partition. A run that is
     * killed then loses only the partition that the node is working on.
     */
    default void put(StagedOutput output) {
        staged(output);
    }

    /** The node asked for a partition of an output that is up to date; see {@link dev.freshet.PartitionSink#has}. */
    void kept(String dataset, String partition);

    /**
     * A stored output was written as a whole: staged, or stored directly if its dataset type cannot stage.
     *
     * @param digested the digest of the content, if it was computed while the content was written
     */
    void saved(String dataset, Duration duration, Optional<StoredContent.Digested> digested);

    /** A stored input or output gave a {@linkplain StoredContent#takeWarnings warning}. */
    void warned(String dataset, String warning);
}
