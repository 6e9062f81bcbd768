package dev.freshet.runtime.run;

import dev.freshet.runtime.change.Decision;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a run would do, as far as this is known before the run. */
public interface RunPlan {
    /** What would become of each node, by name, in an order in which they can run. */
    Map<String, Decision> decisions();

    /** What would become of a node; empty if there is none of that name. */
    Optional<Decision> decision(String node);

    /** What would become of the node of that number. */
    Decision decision(int node);

    /**
     * The run of another checkout that made the last result of a node, with which the node is compared; empty if this
     * checkout made it, or there is none.
     */
    Optional<OtherRun> otherRun(String node);

    /**
     * What the code of nodes depends on without any fingerprint seeing it, a line each, by node. Nodes that run each
     * time are left out, and so are nodes of which nothing is known.
     */
    Map<String, List<String>> impure();

    /**
     * The project's own classes that nodes reach and that were compiled without Freshet's processor, by node. Such a
     * class counts as a whole, with all such classes that it mentions, so that nodes run more often than they must.
     */
    Map<String, List<String>> wholeClasses();

    /** Whether nothing would run. */
    boolean isUpToDate();

    /**
     * Whether the last result of a node counts in this checkout only, although the project shares results: the node
     * read a secret, a given value or the run's id, or is the method of an object.
     */
    boolean isOwn(String node);
}
