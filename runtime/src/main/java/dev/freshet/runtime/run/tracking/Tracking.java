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

/** Decides what a run does and records what it did. */
public interface Tracking {
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

    /** Whether nodes may be skipped. */
    default boolean maySkip() {
        return true;
    }

    /** Whether {@link #turn} asks a state that others share. */
    default boolean asksOthers() {
        return false;
    }

    /** Whether it is known before the run that a node must run, whatever those before it make. */
    default boolean isCertain(int node) {
        return true;
    }

    /** Returns whether a node must run or may have to, as far as this is known before the run. */
    default boolean mayRun(int node) {
        return true;
    }

    /** Returns whether a node that need not run stores nothing. */
    default boolean isInMemory(int node) {
        return false;
    }

    /**
     * Why a node must run; empty if it need not. To be asked when all nodes before it are settled; of those that are
     * certain to run, when their inputs are there.
     */
    Optional<List<Reason>> reasons(int node);

    /** A node that need not run is to run, because another needs what it makes in memory. */
    default void demanded(int node) {}

    /** A node that is to run reads what another makes on demand, and starts after that. */
    default void readsOnDemand(int node, int producer) {}

    /**
     * Asks for the right to run a node that must run. To be asked after {@link #reasons}; if the answer is to wait,
     * both are asked again later.
     *
     * @param progress receives the progress of fetched outputs
     */
    default Turn turn(int node, CacheProgress progress) {
        return Turn.Now.RUN;
    }

    /** A node that had the right to run will not record a result. */
    default void gaveUp(int node) {}

    /**
     * A node that must run did not, because a listener said so.
     *
     * @param isGiven whether the listener gave its values
     */
    default void skipped(int node, boolean isGiven) {}

    /** A node asked for the run's id, so that what it makes is of this run only. */
    default void runIdRead(int node) {}

    /**
     * A node has run and saved its outputs.
     *
     * @return its inputs that were changed by others meanwhile
     * @throws StateException if its code was replaced meanwhile
     */
    default List<String> finished(int node, Duration duration) {
        return List.of();
    }

    /**
     * What a node that makes partitions must know of earlier ones; empty if nothing is known that could count.
     *
     * @param resumes whether it is for a try that goes on with what an earlier one stored
     * @param keepsGoing whether a node goes on with other partitions after one has failed
     * @param progress is told if partitions are fetched
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
        return CompletableFuture.completedFuture(true);
    }

    /** Waits until all records are shared. Returns the nodes whose results were not accepted. */
    default Map<Integer, StateException> settle() {
        return Map.of();
    }

    /**
     * All nodes have ended.
     *
     * @return those that were recorded and no longer are, because it was noticed too late that their code had been
     *     replaced
     */
    default List<String> ended() {
        return List.of();
    }

    /** What was recorded so far. */
    default List<NodeRecord> records() {
        return List.of();
    }

    /** Does what a plan says that needs no state, and records nothing. */
    static Tracking withoutState(RunPlan plan) {
        boolean isAll = plan.decisions().values().stream().allMatch(Decision.Stale.class::isInstance);
        return isAll ? NONE : new PlannedTracking(plan);
    }

    /**
     * Tracking against the state of earlier runs, whose lock the caller holds.
     *
     * @param plan what is known before the run
     * @param partitions where it is kept which partitions nodes have made
     * @param identity what the run is in the state
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
