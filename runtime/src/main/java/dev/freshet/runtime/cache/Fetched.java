package dev.freshet.runtime.cache;

/** What came of fetching a result. */
public sealed interface Fetched {
    /**
     * The outputs are stored, exactly as the node made them.
     *
     * @param result the result that was fetched
     */
    record Done(CachedResult result) implements Fetched {}

    /**
     * The result cannot be used; the node has to run. The outputs are as before, unless storing one of several verified
     * files failed at its very end.
     *
     * @param reason why, in plain words
     */
    record Unusable(String reason) implements Fetched {}
}
