package dev.freshet.runtime.live;

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
    BLOCKED("blocked"),
    CANCELLED("cancelled"),
    NOT_RUN("not run");

    private final String word;

    LiveState(String word) {
        this.word = word;
    }

    /** Returns the word for people, which is also that of the page. */
    String word() {
        return word;
    }

    /** Whether a node that needs this one need not wait for it. */
    boolean isOver() {
        return ordinal() >= SUCCEEDED.ordinal();
    }
}
