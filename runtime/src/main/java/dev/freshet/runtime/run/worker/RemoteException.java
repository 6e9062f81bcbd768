package dev.freshet.runtime.run.worker;

/** What a node threw in another process: it reads as the original does, and has its stack. */
final class RemoteException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String text;

    RemoteException(String text, String message) {
        super(message);
        this.text = text;
    }

    @Override
    @SuppressWarnings("OverrideThrowableToString") // it stands for another class
    public String toString() {
        return text;
    }
}
