package dev.freshet.fingerprint;

import java.util.List;

/**
 * An expression in a node's code that depends on something that no fingerprint covers.
 *
 * @param what the call or field, such as {@code Instant.now()}
 * @param unit the unit that contains the expression
 * @param source the source file; empty if unknown
 * @param line the line, from 1; 0 if unknown
 * @param via the methods on the way from the node to the unit, the node's own method first; empty if the unit is that
 *     method
 */
public record ImpureUse(ImpureKind kind, String what, Reference unit, String source, int line, List<String> via) {
    private static final int SHOWN = 3;

    /** Returns the member that contains the expression, such as {@code Dates.today}. */
    public String member() {
        return CodeChanges.shortName(unit);
    }

    /**
     * Returns a message, such as {@code reads the clock: Instant.now() in Dates.today, src/Dates.java:12, reached by
     * way of Sales.clean}.
     */
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
