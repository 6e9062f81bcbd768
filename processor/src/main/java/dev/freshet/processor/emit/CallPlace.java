package dev.freshet.processor.emit;

/** The part of a generated {@code call} that an expression belongs to. */
sealed interface CallPlace {
    /** A single method with the whole call. Each value is a local variable. */
    record Whole() implements CallPlace {}

    /**
     * A nested class that computes some of the values and holds them in its fields. Other parts hold the other values.
     *
     * @param number the number of the part, such as 3 for {@code Call3}
     */
    record Part(int number) implements CallPlace {}

    /** The method that runs all parts. It holds no values. */
    record Root() implements CallPlace {}
}
