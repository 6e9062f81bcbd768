package dev.freshet.processor.model;

/** The code does not compile; the compiler says so itself. */
public final class ErroneousCode extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With what is wrong, for nobody but a debugger. */
    public ErroneousCode(String what) {
        super(what);
    }
}
