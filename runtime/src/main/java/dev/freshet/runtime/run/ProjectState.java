package dev.freshet.runtime.run;

import dev.freshet.runtime.comparison.RunComparison;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The state of a project, and the operations on it besides running: see {@link Run#projectState}. Every method opens
 * the state and closes it.
 *
 * <p>All methods throw {@link dev.freshet.runtime.state.StateException} if the state cannot be read, written or
 * reached.
 */
public interface ProjectState {
    /**
     * Returns the claims in force in the shared state, the oldest first.
     *
     * @throws dev.freshet.runtime.state.StateException also if the project shares no state
     */
    List<NodeClaim> claims();

    /**
     * Returns the claims in force on nodes of this pipeline in this environment.
     *
     * @param nodes the names of the nodes
     * @throws dev.freshet.runtime.state.StateException also if the project shares no state
     */
    List<NodeClaim> claimsOf(List<String> nodes);

    /**
     * Releases claims, so that other runs can work on the nodes. The runs that hold the claims will record nothing for
     * these nodes.
     *
     * @return the claims that were still in force
     * @throws dev.freshet.runtime.state.StateException also if the project shares no state, or it may only be read
     */
    List<NodeClaim> unlock(List<NodeClaim> claims);

    /**
     * Sends the results that this checkout has not shared yet to the shared state.
     *
     * @return how many there were
     * @throws dev.freshet.runtime.state.StateException also if the project shares no state, or it may only be read
     */
    int push();

    /**
     * Writes the known results and runs to a file, one JSON object on each line.
     *
     * @return how many results there are
     */
    int exportTo(Path file);

    /**
     * Imports results from a file that {@link #exportTo} wrote, or from the state directory of another checkout. They
     * go into the shared state, or into the state of this checkout if the project shares none.
     *
     * @throws dev.freshet.runtime.state.StateException also if the source cannot be read
     */
    ImportReport importFrom(Path source);

    /**
     * Removes old results from the team's cache, and files that no result names. Keeps the latest result of each output
     * that the state knows.
     *
     * @param olderThan only results that are older than this are removed
     * @param isDry whether only to report what would be removed
     * @throws dev.freshet.runtime.state.StateException also if the project has no cache, or it may only be read
     */
    CacheReport collectCache(Duration olderThan, boolean isDry);

    /** Returns the name of this pipeline in this environment, as claims have it. */
    String key();

    /** Returns whether there is a shared state and the run is connected to it. */
    boolean isShared();

    /** Returns the process that holds the lock of this checkout's state, and since when; empty if none does. */
    Optional<String> holder();

    /** Returns the runs of all checkouts, pipelines and environments that recorded results, the newest first. */
    List<RecordedRun> runs();

    /**
     * Returns the newest reports of runs of this checkout that had something to do, the newest first, as maps, lists,
     * strings, numbers and booleans. Failed runs have reports, too.
     */
    List<Map<String, Object>> reports(int most);

    /** Returns the reports of the runs of this checkout whose ids begin with a text. */
    List<Map<String, Object>> reportsOf(String id);

    /**
     * Compares two runs of this checkout, in the order of time.
     *
     * @param runs the ids of the runs, or the beginnings of their ids. One run is compared with the run before it of
     *     the same pipeline and environment. Without any, the last run is compared with the run before it.
     * @throws dev.freshet.runtime.state.StateException also if there is no report of such a run, if there are several,
     *     or if the runs are of different pipelines
     */
    RunComparison compare(List<String> runs);

    /**
     * Returns where the content of a dataset came from and what was made from it.
     *
     * @param dataset the dataset's name
     * @throws dev.freshet.runtime.state.StateException also if there is no such dataset, or no such moment
     */
    Lineage lineage(String dataset, Lineage.Direction direction, Lineage.Moment moment);
}
