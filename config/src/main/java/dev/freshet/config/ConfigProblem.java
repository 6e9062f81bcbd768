package dev.freshet.config;

/** A mistake in a configuration: one line that says what is wrong and how to mend it, and where. */
public record ConfigProblem(Position position, String message) {
    @Override
    public String toString() {
        return position + ": " + message;
    }
}
