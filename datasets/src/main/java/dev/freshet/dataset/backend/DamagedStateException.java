package dev.freshet.dataset.backend;

import java.io.IOException;

/** Thrown when objects of a state are damaged or missing. */
final class DamagedStateException extends IOException {
    private static final long serialVersionUID = 1L;

    private DamagedStateException(String message) {
        super(message);
    }

    static DamagedStateException of(String place, String key, String problem) {
        return new DamagedStateException("the state " + place + " is damaged: the object " + key + " " + problem
                + "; restore this object from a backup, or start a new state at another place");
    }

    /** For a log that ends before an entry that the caller knows. */
    static DamagedStateException endsAt(String place, long end, long known) {
        return new DamagedStateException("the state " + place + " ends at entry " + end + ", but entry " + known
                + " was read from it before; restore the newer state from a backup, or start a new one at another"
                + " place");
    }
}
