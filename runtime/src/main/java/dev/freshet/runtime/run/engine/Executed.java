package dev.freshet.runtime.run.engine;

/**
 * What follows from a call of a node.
 *
 * @param counts whether it counts: the run is not closed
 * @param isToBeSaved whether what the node made is to be saved
 * @param next what the same thread does next; {@link Task.None#NOW} if it has to ask
 */
record Executed(boolean counts, boolean isToBeSaved, Task next) {}
