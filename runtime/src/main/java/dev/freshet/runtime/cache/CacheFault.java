package dev.freshet.runtime.cache;

/** Thrown inside the cache if something in it cannot be used or stored. The message is one line in plain words. */
final class CacheFault extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why; a run warns once of each cause. */
    enum Cause {
        /** The storage cannot be read. */
        UNREACHABLE,
        /** The storage refuses to be written. */
        UNWRITABLE,
        /** A result without a signature. */
        UNSIGNED,
        /** A result with the signature of another key, or of somebody who has no key. */
        FORGED,
        /** A result that is not as it was written. */
        DAMAGED_RESULT,
        /** A result in a format that this version does not know. */
        NEWER,
        /** A blob that a result names, but that does not exist. */
        MISSING_BLOB,
        /** A blob that is not as it was written. */
        DAMAGED_BLOB,
        /** A result that does not fit the datasets of the catalog. */
        UNFIT,
        /** A dataset that cannot be read or written. */
        DATASET,
        /** A dataset that changed after the run recorded it. */
        CHANGED
    }

    private final Cause cause;

    CacheFault(Cause cause, String message) {
        super(message);
        this.cause = cause;
    }

    Cause why() {
        return cause;
    }
}
