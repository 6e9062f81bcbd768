package dev.freshet.runtime.run.tracking;

import dev.freshet.runtime.state.Claim;

/** Whether a node that must run may run now. */
public sealed interface Turn {
    /** It is known now. */
    enum Now implements Turn {
        /** It may run. */
        RUN,
        /** It is up to date by now: another run has done it. */
        SKIP
    }

    /**
     * Its outputs were fetched.
     *
     * @param maker who made them, in words
     */
    record Fetched(String maker) implements Turn {}

    /** Another run is working on it. */
    record Wait(Claim by) implements Turn {}
}
