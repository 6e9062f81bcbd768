package dev.freshet.dataset;

import dev.freshet.dataset.StoredContent.Digested;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the loads of one dataset have read since it was last saved, for {@link StoredContent#loaded}. Each load reads one
 * state of the content: the rows that a transaction sees, or the object of a bucket that has a version. Thread-safe.
 */
public final class Loads {
    private @Nullable Digested seen;
    private int unfinished;
    private boolean differ;

    /** Nothing has been loaded yet. */
    public Loads() {}

    /** A load starts. It counts as unfinished until {@link #ended}, also if it never reads to the end. */
    public synchronized void begun() {
        unfinished++;
    }

    /** A load has read everything. */
    public synchronized void ended(Digested read) {
        unfinished--;
        add(read);
    }

    /** Takes in what another process has loaded; empty if it has not read everything. */
    public synchronized void elsewhere(Optional<Digested> read) {
        if (read.isPresent()) {
            add(read.get());
        } else {
            unfinished++;
        }
    }

    private void add(Digested read) {
        differ |= seen != null && !seen.equals(read);
        seen = read;
    }

    /** New content is about to be saved. */
    public synchronized void replaced() {
        seen = null;
        unfinished = 0;
        differ = false;
    }

    /** Returns whether two loads have read different contents. */
    public synchronized boolean differ() {
        return differ;
    }

    /** Returns what all loads have read; empty if they have not all read the same content to its end. */
    public synchronized Optional<Digested> all() {
        return unfinished > 0 || differ ? Optional.empty() : Optional.ofNullable(seen);
    }
}
