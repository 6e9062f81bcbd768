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
 * @param wallMillis when it was written, by its writer's clock
 */
record Seal(long generation, long number, String base, long baseNumber, long tail, long wallMillis) {
    private static final Pattern TEXT =
            Pattern.compile("generation=(\\d+) number=(\\d+) base=([0-9a-f-]+) after=(\\d+) tail=(\\d+) at=(\\d+)");

    String text() {
        return "generation=" + generation + " number=" + number + " base=" + base + " after=" + baseNumber + " tail="
                + tail + " at=" + wallMillis;
    }

    static Optional<Seal> of(Envelope envelope) {
        Matcher text = TEXT.matcher(envelope.text());
        return envelope.kind() == Envelope.Kind.SEAL && text.matches()
                ? Optional.of(new Seal(
                        Long.parseLong(text.group(1)),
                        Long.parseLong(text.group(2)),
                        text.group(3),
                        Long.parseLong(text.group(4)),
                        Long.parseLong(text.group(5)),
                        Long.parseLong(text.group(6))))
                : Optional.empty();
    }

    /** Returns what the log has. The base's writer is the seal's writer. */
    Envelope envelope() {
        return new Envelope(Envelope.Kind.SEAL, base, text());
    }

    /** Returns the seal for the next number. */
    Seal next() {
        return new Seal(generation, number + 1, base, baseNumber, tail, wallMillis);
    }

    /** Returns the copy that is written at a time. */
    Seal at(long newWallMillis) {
        return new Seal(generation, number, base, baseNumber, tail, newWallMillis);
    }
}
