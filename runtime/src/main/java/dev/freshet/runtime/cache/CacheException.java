package dev.freshet.runtime.cache;

/** Thrown when a command about the cache itself cannot be carried out. The message is one line in plain words. */
public final class CacheException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CacheException(String message) {
        super(message);
    }
}
