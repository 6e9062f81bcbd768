package dev.freshet.runtime.impact;

/**
 * The effect of a change on a node.
 *
 * @param why the cause in words, such as {@code reads orders}
 */
record Effect(Certainty certainty, String why) {
    static final Effect NONE = new Effect(Certainty.NO, "");

    Effect or(Effect other) {
        return certainty.compareTo(other.certainty) >= 0 ? this : other;
    }
}
