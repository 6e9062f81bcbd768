package dev.freshet.runtime.run;

/** What a node's failure does to the nodes that do not need it. */
public enum FailurePolicy {
    /** No further node is started; those that are running finish and are recorded. */
    FAIL_FAST,
    /** Every node runs that does not need the failed one. */
    KEEP_GOING
}
