package dev.freshet.runtime.live;

import dev.freshet.runtime.hook.NodeReport;

/** What a node does at the moment, or how it ended. */
enum LiveState {
    WAITING("waiting"),
    OTHER_RUN("other run"),
    RUNNING("running"),
    RETRYING("retrying"),
    SAVING("saving"),
    SUCCEEDED("succeeded"),
    FAILED("failed"),
    FETCHED("fetched"),
    SKIPPED("skipped"),
    UP_TO_DATE("up to date"),
    KEPT_BACK("kept back"),
    BLOCKED("blocked"),
    CANCELLED("cancelled"),
    NOT_RUN("not run");

    private final String word;

    LiveState(String word) {
        this.word = word;
    }

    /** Returns how a node ended. */
    static LiveState of(NodeReport report) {
        if (report instanceof NodeReport.Skipped skipped) {
            return switch (skipped.cause()) {
                case UP_TO_DATE -> UP_TO_DATE;
                case KEPT_BACK -> KEPT_BACK;
                case FETCHED -> FETCHED;
                case LISTENER, VALUE_GIVEN -> SKIPPED;
            };
        }
        if (report instanceof NodeReport.Succeeded) {
            return SUCCEEDED;
        }
        if (report instanceof NodeReport.Failed) {
            return FAILED;
        }
        if (report instanceof NodeReport.Blocked) {
            return BLOCKED;
        }
        return report instanceof NodeReport.Cancelled ? CANCELLED : NOT_RUN;
    }

    /** Returns the word for people, which the page also uses. */
    String word() {
        return word;
    }

    /** Returns whether a downstream node no longer waits for a node in this state. */
    boolean isOver() {
        return compareTo(SUCCEEDED) >= 0;
    }
}
