package dev.freshet.runtime.comparison;

import java.util.List;
import java.util.Locale;

/**
 * Something that differs between two runs and does not follow from another difference.
 *
 * @param text a line for people, such as {@code parameter split.ratio 0.7 -> 0.8}
 * @param nodes the nodes that it concerns, in the order of the run
 */
public record Cause(Kind kind, String text, List<String> nodes) {
    /** What differs. */
    public enum Kind {
        /** A method, constant, or whatever else of the code. */
        CODE,
        /** A value of the configuration. */
        PARAMETER,
        /** The content of a dataset that no node of the pipeline made. */
        INPUT,
        /** A catalog entry, or what a node's declaration says. */
        DECLARATION;

        /** Returns the word for machines. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
