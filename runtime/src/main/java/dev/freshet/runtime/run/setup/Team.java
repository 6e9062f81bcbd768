package dev.freshet.runtime.run.setup;

import dev.freshet.runtime.cache.ResultCache;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a project shares with other checkouts.
 *
 * @param state the shared state; empty if each checkout has its own
 * @param isOffline whether the run does not connect to the shared state
 * @param cache opens the cache of results, given a receiver of its warnings; empty if there is none
 * @param sharedPaths directories that all machines see under the same path
 */
public record Team(
        Optional<SharedState> state, boolean isOffline, Optional<CacheOpening> cache, List<Path> sharedPaths) {
    /** A project that shares nothing. */
    public static final Team NONE = new Team(Optional.empty(), false, Optional.empty(), List.of());

    /** Returns whether other checkouts, or other versions of this one's code, may use results. */
    public boolean sharesResults() {
        return state.isPresent() || cache.isPresent();
    }

    /** Opens a cache, without connecting. */
    public interface CacheOpening {
        /** Opens the cache for one run. */
        ResultCache open(Consumer<String> warned);
    }
}
