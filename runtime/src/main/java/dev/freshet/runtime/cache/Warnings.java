package dev.freshet.runtime.cache;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Warns once of each cause, since a cause concerns many results. */
final class Warnings {
    private final String cache;
    private final Consumer<String> listener;
    private final Set<CacheFault.Cause> told = ConcurrentHashMap.newKeySet();

    /** @param cache the cache's location as the user wrote it */
    Warnings(String cache, Consumer<String> listener) {
        this.cache = cache;
        this.listener = listener;
    }

    void of(CacheFault fault) {
        if (told.add(fault.why())) {
            listener.accept(text(String.valueOf(fault.getMessage())));
        }
    }

    /** Returns a message about the cache. */
    String text(String message) {
        return "the cache " + cache + ": " + message;
    }
}
