package dev.freshet.fingerprint;

import java.util.Optional;

/**
 * How a unit notes an {@link ImpureUse} among its references: {@code @impure CLOCK 12 Instant.now()}. Such a reference leads
 * to no code and is no part of a digest; with the other marks it comes first.
 *
 * @param line from 1; 0 if it is not known
 */
public record ImpureMark(ImpureKind kind, int line, String what) {
    /** The reference of a unit whose author says that neither it nor what lies behind it matters. */
    public static final String SUPPRESSED = "@impure";

    /** Whether a reference is a mark, or says that marks are suppressed. */
    static boolean isMark(String reference) {
        return reference.startsWith(SUPPRESSED);
    }

    /** The mark that a reference is, if it is one. */
    static Optional<ImpureMark> parse(String reference) {
        String[] words = reference.split(" ", 4);
        return isMark(reference) && words.length == 4
                ? Optional.of(new ImpureMark(ImpureKind.valueOf(words[1]), Integer.parseInt(words[2]), words[3]))
                : Optional.empty();
    }

    /** The form that a unit's references have. */
    public String reference() {
        return SUPPRESSED + " " + kind + " " + line + " " + what;
    }
}
