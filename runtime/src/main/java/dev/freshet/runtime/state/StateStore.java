package dev.freshet.runtime.state;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What is known of earlier runs. Safe for use by several threads; only the holder of its lock may append.
 *
 * <p>All methods throw a {@link StateException} if the state cannot be read or written.
 */
public interface StateStore extends AutoCloseable {
    /** The latest record of a node. */
    Optional<NodeRecord> node(String pipeline, String node);

    /** The latest record of each node of a pipeline. */
    Collection<NodeRecord> nodes(String pipeline);

    /** What content is known to be at a location. */
    Optional<StampRecord> stamp(String location);

    /** Adds records, all or none; they are durable when it returns. */
    void append(List<? extends StateRecord> records);

    /** Adds stamps if that is possible: losing them costs only time. Never fails. */
    void note(List<StampRecord> stamps);

    /**
     * The versions of partitions by key, under the name that {@link #keepGiven} gave them; empty if they are no longer there.
     */
    Optional<SortedMap<String, String>> given(String name);

    /** Keeps the versions of partitions by key, as long as a record names them; they are durable when it returns. */
    String keepGiven(SortedMap<String, String> versions);

    /** Takes in what others have added since; returns whether there was anything. */
    boolean refresh();

    /**
     * Keeps others from appending until it is closed.
     *
     * @param wait how long to wait for another holder; zero not to wait
     * @throws StateLockedException if another run holds it
     */
    Lock lock(Duration wait);

    @Override
    void close();

    /** The right to append. */
    interface Lock extends AutoCloseable {
        @Override
        void close();
    }
}
