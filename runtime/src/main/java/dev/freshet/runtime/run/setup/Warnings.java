package dev.freshet.runtime.run.setup;

import dev.freshet.config.KnownSecrets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Warnings about the state, the cache and the code, for whoever uses a pipeline; programs often have no log. Each is
 * also logged. Safe for use by several threads.
 */
public final class Warnings implements Consumer<String> {
    private final Set<String> known = new HashSet<>();
    private final List<String> waiting = new ArrayList<>();
    private @Nullable Consumer<String> listener;

    /** Adds a warning, one line, unless this run had it. */
    @Override
    public void accept(String warning) {
        String text = KnownSecrets.masked(warning);
        synchronized (this) {
            if (!known.add(text)) {
                return;
            }
            if (listener == null) {
                waiting.add(text);
            } else {
                listener.accept(text);
            }
        }
        // A run that has nothing to do needs no logger.
        LoggerFactory.getLogger(Warnings.class).warn("{}", text);
    }

    /** From now on, tells a listener of new warnings instead of keeping them. */
    public synchronized void tell(Consumer<String> told) {
        listener = told;
    }

    /** Returns the warnings since the last call that nobody was told. */
    public synchronized List<String> take() {
        List<String> taken = List.copyOf(waiting);
        waiting.clear();
        return taken;
    }

    /** Ends a run: a later one of the same description has its warnings again. Those that nobody was told wait. */
    public synchronized void runEnded() {
        known.retainAll(waiting);
    }
}
