package dev.freshet;

/** When a {@link Node} runs again although an earlier run made its outputs. */
public enum Rerun {
    /** When its code, parameters, inputs or outputs changed since. */
    WHEN_CHANGED,
    /** In every run. */
    ALWAYS,
    /** When an output does not exist. */
    WHEN_MISSING,
    /** Only when asked for by name. */
    NEVER
}
