package dev.freshet.runtime.run.worker;

/** An error that a node threw in another process, after which it is not tried again: it reads as the original does. */
final class RemoteError extends Error {
    private static final long serialVersionUID = 1L;

    private final String text;

    RemoteError(String text, String message) {
        super(message);
        this.text = text;
    }

    @Override
    @SuppressWarnings("OverrideThrowableToString") // it stands for another class
    public String toString() {
        return text;
    }
}
