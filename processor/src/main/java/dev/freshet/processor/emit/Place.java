package dev.freshet.processor.emit;

/** The code of a generated {@code call} that an expression is written for. */
sealed interface Place {
    /** The one method that is the whole call: each value is a local variable. */
    record Whole() implements Place {}

    /**
     * A nested class that makes some of the values and keeps them in its fields; others are in other parts.
     *
     * @param number such as 3 for {@code Call3}
     */
    record Part(int number) implements Place {}

    /** The method that runs all parts: it has no values of its own. */
    record Root() implements Place {}
}
