package dev.freshet;

/** When a {@link Node} runs again after it has succeeded. */
public enum Rerun {
    /** When its code, parameters, inputs, outputs or catalog entries have changed. */
    WHEN_CHANGED,
    /** In every run. */
    ALWAYS,
    /** Only when a stored output is missing. */
    WHEN_MISSING,
    /** Only when a run forces it by name: {@code Run.force(node)}, or {@code run --force --nodes NODE}. */
    NEVER
}
