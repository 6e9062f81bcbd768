package dev.freshet.runtime.comparison;

import java.util.List;
import java.util.Locale;

/**
 * A difference between two runs that does not follow from another difference.
 *
 * @param text one line for people, such as {@code parameter split.ratio 0.7 -> 0.8}
 * @param nodes the nodes that it concerns, in the order of the run
 */
public record Cause(Kind kind, String text, List<String> nodes) {
    /** The kinds of differences. */
    public enum Kind {
        /** A method, a constant, or other code. */
        CODE,
        /** A value of the configuration. */
        PARAMETER,
        /** The content of a dataset that no node of the pipeline made. */
        INPUT,
        /** A catalog entry, or a node's declaration. */
        DECLARATION;

        /** Returns the word for machines. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
