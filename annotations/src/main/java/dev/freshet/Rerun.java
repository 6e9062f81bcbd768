package dev.freshet;

/** When a {@link Node} runs again after it has succeeded. */
public enum Rerun {
    /** When its code, parameters, inputs, outputs or catalog entries have changed. */
    WHEN_CHANGED,
    /** In every run. */
    ALWAYS,
    /** Only when a stored output is missing. */
    WHEN_MISSING,
    /**
     * Only when a run forces it by name, by {@code Run.force(node)} or {@code run --force --nodes NODE}, or when a stale
     * node needs a value that it makes in memory. If a stale node reads a stored output that is missing, the run does not
     * start.
     */
    NEVER
}
