package dev.freshet.runtime.run.tracking;

import dev.freshet.runtime.cache.CacheProgress;
import dev.freshet.runtime.change.Decision;
import dev.freshet.runtime.change.Reason;
import dev.freshet.runtime.change.detection.ChangeDetector;
import dev.freshet.runtime.run.RunPlan;
import dev.freshet.runtime.run.partition.KnownPartitions;
import dev.freshet.runtime.run.partition.PartitionFiles;
import dev.freshet.runtime.state.NodeRecord;
import dev.freshet.runtime.state.StateException;
import dev.freshet.runtime.state.StateStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** Decides which nodes of a run must run, and records their results. */
public interface Tracking {
    /** The answer for results that count at once. */
    CompletableFuture<Boolean> ACCEPTED = CompletableFuture.completedFuture(true);

    /** Runs everything and records nothing. */
    Tracking NONE = new Tracking() {
        @Override
        public boolean maySkip() {
            return false;
        }

        @Override
        public Optional<List<Reason>> reasons(int node) {
            return Optional.of(List.of());
        }
    };

    /** Returns whether nodes may be skipped. */
    default boolean maySkip() {
        return true;
    }

    /** Returns whether {@link #turn} asks a shared state. */
    default boolean asksOthers() {
        return false;
    }

    /** Returns whether it is known before the run that a node must run, whatever its upstream nodes make. */
    default boolean isCertain(int node) {
        return true;
    }

    /** Returns whether a node must run or may have to, as far as this is known before the run. */
    default boolean mayRun(int node) {
        return true;
    }

    /** Returns whether it is known before the run that a node does not run although it is not up to date. */
    default boolean isKeptBack(int node) {
        return false;
    }

    /** Returns whether a node that need not run has only outputs in memory. */
    default boolean isInMemory(int node) {
        return false;
    }

    /**
     * Returns why a node must run; empty if it need not. Call this when all upstream nodes are settled, or, for a node
     * that is certain to run, when its inputs exist.
     */
    Optional<List<Reason>> reasons(int node);

    /**
     * Returns what has changed of a node that does not run although it is not up to date; empty for others. Call this
     * after {@link #reasons} was empty.
     */
    default List<Reason> changes(int node) {
        return List.of();
    }

    /** A node that need not run runs all the same, because another node needs its values in memory. */
    default void demanded(int node) {}

    /** A node that must run reads a value that another node makes on demand, and starts after that node. */
    default void readsOnDemand(int node, int producer) {}

    /**
     * Asks for the right to run a stale node. Call this after {@link #reasons}. If the answer is to wait, both are
     * called again later.
     *
     * @param progress receives the progress of fetched outputs
     */
    default Turn turn(int node, CacheProgress progress) {
        return Turn.Now.RUN;
    }

    /** A node that had the right to run will not record a result. */
    default void gaveUp(int node) {}

    /**
     * A stale node did not run, because a listener said so.
     *
     * @param isGiven whether the listener gave its values
     */
    default void skipped(int node, boolean isGiven) {}

    /** A node asked for the run's id, so its results are valid in this run only. */
    default void runIdRead(int node) {}

    /**
     * Records a node that has run and saved its outputs.
     *
     * @return its inputs that somebody changed while it ran
     * @throws StateException if its code was replaced meanwhile
     */
    default List<String> finished(int node, Duration duration) {
        return List.of();
    }

    /**
     * Returns what a node that reads or makes partitions needs to know about earlier partitions; empty if nothing is
     * known.
     *
     * @param resumes whether an attempt resumes an earlier one
     * @param keepsGoing whether other partitions are still made after one has failed
     * @param progress receives the progress of fetched partitions
     */
    default Optional<KnownPartitions> partitions(
            int node, boolean resumes, boolean keepsGoing, CacheProgress progress) {
        return Optional.empty();
    }

    /**
     * Whether what a node makes all its partitions of is still as it was when these were planned. Inputs that are
     * themselves in partitions are not looked at: they are compared when the node has ended.
     */
    default boolean areInputsUnchanged(int node) {
        return true;
    }

    /**
     * Whether the result of a node that has {@link #finished} counts: it does not if another run had taken the node
     * over. The answer is there when {@link #settle} returns at the latest.
     */
    default CompletableFuture<Boolean> accepted(int node) {
        return ACCEPTED;
    }

    /** Waits until all records are shared. Returns the nodes whose results were not accepted. */
    default Map<Integer, StateException> settle() {
        return Map.of();
    }

    /**
     * Ends the tracking, since all nodes have ended.
     *
     * @return the nodes whose records were withdrawn, because their code had been replaced before they ended
     */
    default List<String> ended() {
        return List.of();
    }

    /** Returns the results that were recorded so far. */
    default List<NodeRecord> records() {
        return List.of();
    }

    /** Returns a tracking that follows a plan without a state, and records nothing. */
    static Tracking withoutState(RunPlan plan, int nodes) {
        boolean isAll = IntStream.range(0, nodes).allMatch(node -> plan.decision(node) instanceof Decision.Stale);
        return isAll ? NONE : new PlannedTracking(plan);
    }

    /**
     * Returns a tracking against the state of earlier runs. The caller holds the lock of the state.
     *
     * @param plan the decisions before the run
     * @param partitions the partition journals of nodes
     * @param identity how the run identifies itself in the state
     * @param guard notices replaced code
     * @param shared results of a team
     */
    static Tracking of(
            RunPlan plan,
            ChangeDetector detector,
            StateStore store,
            PartitionFiles partitions,
            RunIdentity identity,
            CodeGuard guard,
            Optional<SharedResults> shared) {
        return new StateTracking(plan, detector, store, partitions, identity, guard, shared);
    }
}
