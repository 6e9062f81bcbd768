package dev.freshet.processor.model;

/** Thrown when the code does not compile, which the compiler itself reports. */
public final class ErroneousCode extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Creates an exception with a message for debugging only. */
    public ErroneousCode(String what) {
        super(what);
    }
}
