package dev.freshet.processor.fingerprint;

/** The code does not compile; the compiler says so itself. */
final class ErroneousCode extends RuntimeException {
    private static final long serialVersionUID = 1;

    ErroneousCode(String what) {
        super(what);
    }
}
