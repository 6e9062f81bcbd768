package dev.freshet.runtime.impact;

/** Whether a change has an effect, from the weakest answer to the strongest. */
enum Certainty {
    NO,
    /** Only the outputs of upstream nodes can tell. */
    MAY,
    WILL;

    Certainty or(Certainty other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
