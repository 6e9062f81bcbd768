package dev.freshet.runtime.state;

/** The answer to the request to claim a node. */
public sealed interface ClaimAnswer {
    /**
     * The claim is in force.
     *
     * @param hasNews whether others have recorded something since the caller last looked, so that the node may be up to
     *     date by now
     */
    record Granted(String claim, boolean hasNews) implements ClaimAnswer {}

    /** Another run is working on it. */
    record Held(Claim by) implements ClaimAnswer {}
}
