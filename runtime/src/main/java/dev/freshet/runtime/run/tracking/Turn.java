package dev.freshet.runtime.run.tracking;

import dev.freshet.runtime.state.Claim;

/** Whether a stale node may run now. */
public sealed interface Turn {
    /** The answer needs no details. */
    enum Now implements Turn {
        /** The node may run. */
        RUN,
        /** The node is up to date by now: another run has made its outputs. */
        SKIP
    }

    /**
     * The outputs of the node were fetched.
     *
     * @param maker the run that made them, in words
     */
    record Fetched(String maker) implements Turn {}

    /** Another run is working on the node. */
    record Wait(Claim by) implements Turn {}
}
