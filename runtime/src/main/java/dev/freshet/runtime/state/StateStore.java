package dev.freshet.runtime.state;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;

/**
 * The state of earlier runs. Implementations must be thread-safe. Only the holder of the lock may append.
 *
 * <p>All methods throw {@link StateException} if the state cannot be read or written.
 */
public interface StateStore extends AutoCloseable {
    /** Returns the latest result of a slot; empty if there is none, or it was forgotten. */
    Optional<NodeRecord> slot(String slot);

    /** Returns the known results of a slot, the latest first. Older ones may be missing. */
    List<NodeRecord> history(String slot);

    /** Returns the known results with a key, of whatever slot, the latest first. Older ones may be missing. */
    List<NodeRecord> results(String key);

    /** Returns the known results of code with a fingerprint, of whatever slot, the latest first. */
    List<NodeRecord> resultsOfCode(String code);

    /** Returns whether a slot was forgotten and has had no result since. */
    boolean isForgotten(String slot);

    /** Returns the latest entry of a node by its name; empty if the node has never succeeded or was forgotten. */
    Optional<NodeRecord> node(String pipeline, String node);

    /** Returns the entry of a run; empty if unknown. */
    Optional<RunRecord> run(String runId);

    /**
     * Returns the known results, runs and forgotten nodes, in the order in which they became part of the state. Results
     * that later ones replaced may be missing.
     */
    List<StateRecord> entries();

    /** Returns what distinguishes this checkout from others. */
    Workspace workspace();

    /** Returns the latest entry of each node of a pipeline. */
    Collection<NodeRecord> nodes(String pipeline);

    /** Returns the latest stamp entry of a location; empty if unknown. */
    Optional<StampRecord> stamp(String location);

    /**
     * Appends entries atomically. They are durable when this method returns. A shared state takes them over soon after;
     * a result with a claim counts there only if the claim is still in force.
     */
    void append(List<? extends StateRecord> records);

    /** Appends stamp entries if possible. This method never throws, because a lost stamp only costs time. */
    void note(List<StampRecord> stamps);

    /**
     * Returns a set of partitions, with their versions by key, by the name that {@link #keepGiven} returned; empty if
     * the set no longer exists.
     */
    Optional<SortedMap<String, String>> given(String name);

    /**
     * Stores a set of partitions, with their versions by key, and returns a name for it. The set is durable when this
     * method returns, and stays as long as an entry names it.
     */
    String keepGiven(SortedMap<String, String> versions);

    /**
     * Returns what the fingerprints of a link were made of, as text; empty if it is not known, or a shared state cannot
     * be reached.
     *
     * @param id the id of the links, {@link NodeRecord#links}
     */
    Optional<String> links(String id);

    /** Stores such a text if it belongs to the id. It only explains, so a failure to store it changes nothing. */
    void keepLinks(String id, String text);

    /** Returns whether other checkouts use this state, so that {@link #claim} takes time. */
    boolean isShared();

    /**
     * Asks for the right to work on a node. Waits for the answer of a shared state. A state that one run at a time
     * locks always grants it.
     *
     * @param wanted the claim, without id
     * @param revision the {@link #revision} that the wish is based on
     * @throws StateException if the shared state cannot be reached
     */
    ClaimAnswer claim(Claim wanted, long revision);

    /**
     * Returns whether a claim is still in force. This asks the shared state only if the run was silent for so long that
     * others may have taken it for dead; a state that cannot be reached gives no reason to stop.
     */
    boolean isInForce(String claim);

    /** Returns a number that grows with each change by others that this process has read. */
    long revision();

    /** Gives up a claim without a result, if it is still in force. */
    void release(String claim);

    /**
     * Whether a result that was appended counts. It does not if another run had taken its claim over. The answer is
     * there when {@link #flush} returns at the latest; it is an exception if the shared state cannot be reached, so
     * that the result counts in this checkout only.
     */
    default CompletableFuture<Boolean> accepted(NodeRecord result) {
        return CompletableFuture.completedFuture(true);
    }

    /**
     * Waits until all that was appended is part of the shared state, or the shared state cannot be reached.
     *
     * @return the results that are not valid, because other runs had taken their claims over
     */
    List<NodeRecord> flush();

    /** Reads the entries that other processes have appended since; returns whether there were any. */
    boolean refresh();

    /**
     * Takes the lock, which prevents others from appending until it is closed.
     *
     * @param wait how long to wait for another holder; zero for no wait
     * @throws StateLockedException if another run holds the lock
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
