package dev.freshet.runtime.run.failure;

/**
 * Stands for an exception that a node threw in another process, or for one that cannot be shown unchanged. It prints as
 * the original does, and has its stack.
 */
public final class CopiedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String text;

    /** @param text what {@link #toString} gives */
    public CopiedException(String text, String message) {
        super(message);
        this.text = text;
    }

    @Override
    @SuppressWarnings("OverrideThrowableToString") // it stands for another class
    public String toString() {
        return text;
    }
}
