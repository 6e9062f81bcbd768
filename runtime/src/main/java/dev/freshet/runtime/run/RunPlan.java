package dev.freshet.runtime.run;

import dev.freshet.runtime.change.Decision;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a run would do, as far as that is known beforehand. */
public interface RunPlan {
    /** Returns the decision about each node, by name, in an order in which the nodes can run. */
    Map<String, Decision> decisions();

    /** Returns the decision about a node; empty if there is no node of that name. */
    Optional<Decision> decision(String node);

    /** Returns the decision about the node with a number. */
    Decision decision(int node);

    /**
     * Returns the run of another checkout that made the result with which a node is compared; empty if this checkout
     * made the result, or there is none.
     */
    Optional<OtherRun> otherRun(String node);

    /**
     * Returns what the code of nodes depends on although no fingerprint covers it: by node, one line for each use.
     * Leaves out nodes that always run, and nodes whose code is unknown.
     */
    Map<String, List<String>> impure();

    /**
     * Returns the project's own classes that nodes reach and that were compiled without Freshet's processor, by node.
     * Any change in such a class, or in such classes that it mentions, makes the node stale. Therefore the node runs
     * more often than necessary.
     */
    Map<String, List<String>> wholeClasses();

    /** Returns whether nothing would run. */
    boolean isUpToDate();

    /**
     * Returns whether the last result of a node is valid in this checkout only, although the project shares results:
     * the node read a secret, a given value or the run's id, or is a method of an object.
     */
    boolean isOwn(String node);
}
