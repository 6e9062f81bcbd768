package dev.freshet.runtime.cache;

/** What came of publishing a result. */
public sealed interface Published {
    /** The result is in the cache. */
    record Stored(CachedResult result) implements Published {}

    /**
     * The result is not in the cache, which is no reason for the run to fail.
     *
     * @param reason why, in plain words
     */
    record NotStored(String reason) implements Published {}
}
