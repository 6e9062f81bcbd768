package dev.freshet.processor.fingerprint;

import dev.freshet.fingerprint.CodeUnit;
import dev.freshet.fingerprint.Digest;
import dev.freshet.fingerprint.Mark;
import dev.freshet.fingerprint.Reference;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A unit while its canonical text is being written; see {@link CodeUnit}. */
final class Unit {
    /** Begins every text: digests of different schemas are never equal. */
    private static final String SCHEMA = "fp2";

    private static final int FIRST_CAPACITY = 256;

    static final Comparator<Unit> BY_ID = (one, other) -> one.id.compareTo(other.id);

    final Reference id;
    final StringBuilder text = new StringBuilder(FIRST_CAPACITY).append(SCHEMA);
    final Set<Reference> references = new HashSet<>();
    final Set<Mark> marks = new HashSet<>();
    private int line;

    Unit(Reference id) {
        this.id = id;
    }

    void startsAt(long number) {
        line = (int) Math.max(number, 0);
    }

    /** Whether nothing was written and nothing referred to. */
    boolean isEmpty() {
        return text.length() == SCHEMA.length() && references.isEmpty() && marks.isEmpty();
    }

    CodeUnit finish() {
        references.remove(id);
        Reference[] sorted = references.toArray(new Reference[0]);
        Arrays.sort(sorted);
        return new CodeUnit(id, digest(text.append(')')), line, sortedMarks(), List.of(sorted));
    }

    private List<Mark> sortedMarks() {
        Mark[] sorted = marks.toArray(new Mark[0]);
        if (sorted.length > 1) {
            Arrays.sort(sorted, Mark.BY_TEXT);
        }
        return List.of(sorted);
    }

    /** 32 hex digits. */
    static String digest(CharSequence text) {
        return Digest.of(text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
