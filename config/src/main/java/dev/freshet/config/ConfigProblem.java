package dev.freshet.config;

/** A mistake in a configuration: its position, and one line that says what is wrong and how to fix it. */
public record ConfigProblem(Position position, String message) {
    @Override
    public String toString() {
        return position + ": " + message;
    }
}
