package dev.freshet.fingerprint;

import java.util.Comparator;

/** What the linker must know of a unit besides its digest. Marks lead to no code. */
public sealed interface Mark permits Mark.Flag, Mark.Subtype, ImpureMark {
    /** A mark without content. */
    enum Flag implements Mark {
        /** The code needs an object. */
        INSTANCE,
        /** Only classes of its package can override the method. */
        PACKAGE,
        /** No class can override the method. */
        PRIVATE,
        /** The author has suppressed the warnings about impure uses in the unit and in the code that it reaches. */
        IMPURE_SUPPRESSED
    }

    /**
     * The unit contains a local class or a lambda of a type.
     *
     * @param type the binary name with slashes
     */
    record Subtype(String type) implements Mark {}

    /** Sorts marks as they are stored. */
    Comparator<Mark> BY_TEXT = (one, other) -> one.text().compareTo(other.text());

    /** Returns the stored form, by which marks are sorted. */
    default String text() {
        return ReferenceCodec.text(this);
    }
}
