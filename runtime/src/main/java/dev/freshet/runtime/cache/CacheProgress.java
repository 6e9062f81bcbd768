package dev.freshet.runtime.cache;

/** Listener for the progress of one transfer. Implementations must be thread-safe. */
@FunctionalInterface
public interface CacheProgress {
    /** Ignores all calls. */
    CacheProgress NONE = (moved, total) -> {};

    /**
     * Bytes have been transferred.
     *
     * @param moved the bytes so far
     * @param total the bytes of the whole transfer
     */
    void moved(long moved, long total);
}
