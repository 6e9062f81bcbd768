package dev.freshet.runtime.run;

/** Whether nodes that do not need a failed node still run. */
public enum FailurePolicy {
    /** No further node starts. Running nodes finish and are recorded. */
    FAIL_FAST,
    /** Every node that does not need the failed node runs. */
    KEEP_GOING
}
