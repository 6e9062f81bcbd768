package dev.freshet.runtime.run;

import dev.freshet.runtime.comparison.RunComparison;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the state knows of the runs of a project, and what can be done with it beside running: see
 * {@link Run#projectState}. Every method opens the state and closes it.
 *
 * <p>All methods throw {@link dev.freshet.runtime.state.StateException} if the state cannot be read, written or
 * reached.
 */
public interface ProjectState {
    /**
     * Returns the claims in force in the shared state, the earliest first.
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
     * Releases claims, so that others can work on their nodes. The runs that hold them will record nothing for these
     * nodes.
     *
     * @return the claims that were still in force
     * @throws dev.freshet.runtime.state.StateException also if the project shares no state, or it may only be read
     */
    List<NodeClaim> unlock(List<NodeClaim> claims);

    /**
     * Shares the results that this checkout could not share before.
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
     * Takes results over from a file of {@link #exportTo}, or from the directory of a checkout's own state, into the
     * shared state, or into the own state of this checkout if the project shares none.
     *
     * @throws dev.freshet.runtime.state.StateException also if the source cannot be read
     */
    ImportReport importFrom(Path source);

    /**
     * Removes results from the cache of the team, and the files that no result names. The latest results of all outputs
     * that the state knows stay.
     *
     * @param olderThan the least age of results that are removed
     * @param isDry whether nothing is removed, so that the report tells what would be
     * @throws dev.freshet.runtime.state.StateException also if the project has no cache, or it may only be read
     */
    CacheReport collectCache(Duration olderThan, boolean isDry);

    /** Returns how claims name this pipeline in this environment. */
    String key();

    /** Returns whether there is a shared state, and it is connected to. */
    boolean isShared();

    /** Returns the process that runs this checkout at the moment, and since when; empty if none does. */
    Optional<String> holder();

    /** Returns the runs that recorded results, of all checkouts, pipelines and environments, the newest first. */
    List<RecordedRun> runs();

    /**
     * Returns the newest reports of runs of this checkout that had something to do, the newest first, as maps, lists,
     * strings, numbers and booleans. Reports tell of failed runs and nodes too.
     */
    List<Map<String, Object>> reports(int most);

    /** Returns the reports of the runs of this checkout whose ids begin with a text. */
    List<Map<String, Object>> reportsOf(String id);

    /**
     * Compares two runs of this checkout, whichever is the earlier.
     *
     * @param runs their ids, or the beginnings of their ids; of one run, it is compared with the run before it, and
     *     without any, the last run is, each of the same pipeline and environment
     * @throws dev.freshet.runtime.state.StateException also if there is no report of such a run, if there are several,
     *     or if the runs are of different pipelines
     */
    RunComparison compare(List<String> runs);

    /**
     * Returns how the content of a dataset came about, and what was made of it.
     *
     * @param dataset the dataset's name
     * @throws dev.freshet.runtime.state.StateException also if there is no such dataset, or no such moment
     */
    Lineage lineage(String dataset, Lineage.Direction direction, Lineage.Moment moment);
}
