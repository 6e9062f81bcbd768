package dev.freshet.dataset.backend;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The end of a generation of the log. It stands where the generation's next entry would stand, so it competes with
 * those who append. The entry with its number is in the next generation.
 *
 * @param generation the generation that it ends
 * @param number its number
 * @param base the name of the base that the next generation starts with
 * @param baseNumber the number of the last entry that the base stands for
 * @param tail the generation that has the entry after the base, or this seal in its place
 */
record Seal(long generation, long number, String base, long baseNumber, long tail) {
    private static final Pattern TEXT =
            Pattern.compile("generation=(\\d+) number=(\\d+) base=([0-9a-f-]+) after=(\\d+) tail=(\\d+)");

    String text() {
        return "generation=" + generation + " number=" + number + " base=" + base + " after=" + baseNumber + " tail="
                + tail;
    }

    static Optional<Seal> of(Envelope envelope) {
        Matcher text = TEXT.matcher(envelope.text());
        return envelope.kind() == Envelope.Kind.SEAL && text.matches()
                ? Optional.of(new Seal(
                        Long.parseLong(text.group(1)),
                        Long.parseLong(text.group(2)),
                        text.group(3),
                        Long.parseLong(text.group(4)),
                        Long.parseLong(text.group(5))))
                : Optional.empty();
    }

    /** Returns what the log has. The base's writer is the seal's writer. */
    Envelope envelope() {
        return new Envelope(Envelope.Kind.SEAL, base, text());
    }

    /** Returns the seal for the next number. */
    Seal next() {
        return new Seal(generation, number + 1, base, baseNumber, tail);
    }
}
