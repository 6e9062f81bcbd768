package dev.freshet.fingerprint;

import java.util.List;

/**
 * A place in the code of a node that depends on something that no fingerprint sees.
 *
 * @param what the call or field, such as {@code Instant.now()}
 * @param unit the id of the unit that it stands in
 * @param source the source file; empty if it is not known
 * @param line from 1; 0 if it is not known
 * @param via the methods that lead from the node to the member, the node's own method first; empty if the member is that method
 */
public record ImpureUse(ImpureKind kind, String what, String unit, String source, int line, List<String> via) {
    private static final int SHOWN = 3;

    /** What it stands in, such as {@code Dates.today}. */
    public String member() {
        return CodeChanges.shortName(unit);
    }

    /** Such as {@code reads the clock: Instant.now() in Dates.today, src/Dates.java:12, reached by way of Sales.clean}. */
    public String text() {
        StringBuilder text = new StringBuilder(kind.does()).append(": ").append(what);
        text.append(" in ").append(member());
        if (!source.isEmpty()) {
            text.append(", ").append(source);
            if (line > 0) {
                text.append(':').append(line);
            }
        }
        if (!via.isEmpty()) {
            text.append(", reached by way of ").append(String.join(", ", via.subList(0, Math.min(SHOWN, via.size()))));
            text.append(via.size() > SHOWN ? ", ..." : "");
        }
        return text.toString();
    }
}
