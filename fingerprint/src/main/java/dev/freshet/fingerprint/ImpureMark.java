package dev.freshet.fingerprint;

import java.util.Optional;

/**
 * The form of an {@link ImpureUse} among the references of a unit: {@code @impure CLOCK 12 Instant.now()}. Such a
 * reference does not lead to code and is not part of a digest. Like the other marks, it comes before the references to
 * code.
 *
 * @param line the line, from 1; 0 if unknown
 */
public record ImpureMark(ImpureKind kind, int line, String what) {
    /** The reference of a unit whose author has suppressed the warnings about it and about the code that it reaches. */
    public static final String SUPPRESSED = "@impure";

    /** Returns whether a reference is a mark or suppresses marks. */
    static boolean isMark(String reference) {
        return reference.startsWith(SUPPRESSED);
    }

    /** Returns the mark of a reference; empty if the reference is not a mark. */
    static Optional<ImpureMark> parse(String reference) {
        String[] words = reference.split(" ", 4);
        return isMark(reference) && words.length == 4
                ? Optional.of(new ImpureMark(ImpureKind.valueOf(words[1]), Integer.parseInt(words[2]), words[3]))
                : Optional.empty();
    }

    /** Returns the mark as a reference of a unit. */
    public String reference() {
        return SUPPRESSED + " " + kind + " " + line + " " + what;
    }
}
