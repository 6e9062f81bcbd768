package dev.freshet.fingerprint;

import java.util.List;
import java.util.SortedMap;

/**
 * All code that a node can reach.
 *
 * @param fingerprint 64 hex digits: equal for equal parts, whatever compiler, JDK, file order, packaging or machine; empty if the
 *     code is not known
 * @param parts what it is made of: digests of units by id, besides {@code J:} class files that have no object file,
 *     with all others of their kind that they can reach, {@code U:} why code is not known, {@code R:} resources, {@code Q:} orders of static initialisers,
 *     {@code entry}, {@code types} and {@code version} as {@link NodeCode} has them, {@code C:} constants, which explain only, and {@code STALE} for a constant that was compiled
 *     into a class with another value than its owner has now
 * @param impure what in it no fingerprint sees
 */
public record LinkedCode(String fingerprint, SortedMap<String, CodePart> parts, List<ImpureUse> impure) {
    /** Begins the ids of parts that only explain: constants whose values the compiler has copied into the other parts. */
    static final String CONSTANT = "C:";
    /** The method that is called first: the same parts in a circle begin differently. */
    static final String ENTRY = "entry";
    /** What the node takes and makes. */
    static final String TYPES = "types";
    /** The user's word. */
    static final String VERSION = "version";
    /** The digest of a part whose id says why code is not known. */
    static final String UNKNOWN = "unknown";

    /** Why the code is not known; empty if it is. */
    public String unknown() {
        return parts.entrySet().stream()
                .filter(part -> part.getValue().digest().equals(UNKNOWN))
                .map(part -> part.getKey().substring("U:".length()))
                .findFirst()
                .orElse("");
    }
}
