package dev.freshet.runtime.state;

import java.time.Instant;
import java.util.NavigableSet;

/**
 * Says that a run is working on a node, so that others wait for its result. A claim is in force from its entry in the
 * shared log until the node's result, a {@link Release} or a claim that supersedes it.
 *
 * @param id the entry's number and the claim's index in it, such as {@code 12.0}; empty before the claim is granted
 * @param runId the run that holds the claim, which has a heartbeat under this name
 * @param workspace the id of the checkout; it has one run at a time
 * @param pipeline the pipeline's name
 * @param node the node's name
 * @param places digests of the places where the node's outputs are stored; claims with a place in common exclude each
 *     other
 * @param work the key of the result that the node will have; empty if the run does not use shared results
 * @param isPublished whether the run will publish the result, so that others who need it wait for it
 * @param holder the user, machine and process, for messages
 * @param since when the claim was made by the holder's clock, for messages only
 * @param supersedes the ids of claims of runs that are dead
 */
public record Claim(
        String id,
        String runId,
        String workspace,
        String pipeline,
        String node,
        NavigableSet<String> places,
        String work,
        boolean isPublished,
        String holder,
        Instant since,
        NavigableSet<String> supersedes)
        implements StateRecord {
    /** Returns whether this claim, which is in force, keeps another run from making a claim. */
    public boolean excludes(Claim other) {
        return (isPublished && !work.isEmpty() && work.equals(other.work))
                || places.stream().anyMatch(other.places::contains);
    }

    /** Returns whether the claim can keep another run from anything. */
    public boolean keepsOthersOut() {
        return !places.isEmpty() || (isPublished && !work.isEmpty());
    }

    /** Returns the claim with its id. */
    public Claim granted(String newId) {
        return new Claim(newId, runId, workspace, pipeline, node, places, work, isPublished, holder, since, supersedes);
    }

    /** Returns the claim as one that supersedes others. */
    public Claim superseding(NavigableSet<String> ids) {
        return new Claim(id, runId, workspace, pipeline, node, places, work, isPublished, holder, since, ids);
    }
}
