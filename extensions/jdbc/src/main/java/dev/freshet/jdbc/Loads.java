package dev.freshet.jdbc;

import dev.freshet.dataset.StoredContent.Digested;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the reads of one dataset have seen since it was last saved. Each read is one transaction, so what it has seen is
 * one state of the rows. Thread-safe.
 */
final class Loads {
    private @Nullable Digested seen;
    private int unfinished;
    private boolean differ;

    /** A read starts. It counts as unfinished until {@link #ended}, also if it never reads the last row. */
    synchronized void begun() {
        unfinished++;
    }

    /** A read has read all rows. */
    synchronized void ended(String digest) {
        unfinished--;
        add(new Digested(digest, digest, true));
    }

    /** Takes in what another process has read; empty if it has not read all rows. */
    synchronized void elsewhere(Optional<Digested> read) {
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

    /** New rows are about to be saved. */
    synchronized void replaced() {
        seen = null;
        unfinished = 0;
        differ = false;
    }

    /** Returns what all reads have seen; empty if they have not all read the same rows to the end. */
    synchronized Optional<Digested> all() {
        return unfinished > 0 || differ ? Optional.empty() : Optional.ofNullable(seen);
    }
}
