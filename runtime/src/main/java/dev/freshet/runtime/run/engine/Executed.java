package dev.freshet.runtime.run.engine;

import dev.freshet.runtime.run.progress.Task;

/**
 * What follows after a call of a node.
 *
 * @param counts whether the call counts, because the run is not closed
 * @param isToBeSaved whether the node's outputs must be saved
 * @param next what this thread does next; {@link Task.None#NOW} if it must ask
 */
record Executed(boolean counts, boolean isToBeSaved, Task next) {
    /** The run is closed. */
    static final Executed TOO_LATE = new Executed(false, false, Task.None.NOW);
}
