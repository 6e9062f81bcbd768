package dev.freshet.runtime.impact;

/**
 * What a change does to a node.
 *
 * @param why in words, such as {@code reads orders}
 */
record Effect(Certainty certainty, String why) {
    static final Effect NONE = new Effect(Certainty.NO, "");

    Effect or(Effect other) {
        return certainty.compareTo(other.certainty) >= 0 ? this : other;
    }
}
