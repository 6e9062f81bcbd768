package dev.freshet.runtime.run.failure;

/**
 * Stands for an error that a node threw in another process. It prints as the original does. Like any error, it is not
 * retried.
 */
public final class CopiedError extends Error {
    private static final long serialVersionUID = 1L;

    private final String text;

    /** @param text what {@link #toString} gives */
    public CopiedError(String text, String message) {
        super(message);
        this.text = text;
    }

    @Override
    @SuppressWarnings("OverrideThrowableToString") // it stands for another class
    public String toString() {
        return text;
    }
}
