package dev.freshet.fingerprint;

import java.util.List;
import java.util.SortedMap;

/**
 * All code that a node can reach.
 *
 * @param fingerprint 64 hex digits, equal for equal parts, independent of compiler, JDK, file order, packaging and
 *     machine; empty if the code is unknown
 * @param parts the parts of the fingerprint: the digests of units by id; {@code J:} class files without an object file,
 *     with all other such class files that they can reach; {@code U:} why code is unknown; {@code R:} resources;
 *     {@code Q:} orders of static initialisers; {@code entry}, {@code types} and {@code version} from {@link NodeCode};
 *     {@code C:} constants, which only explain; and {@code STALE} for a constant that was compiled into a class with a
 *     different value than its owner has now
 * @param impure the dependencies of the code that no fingerprint covers
 */
public record LinkedCode(String fingerprint, SortedMap<String, CodePart> parts, List<ImpureUse> impure) {
    /**
     * The prefix of the ids of parts that only explain: constants whose values the compiler has copied into the other
     * parts.
     */
    static final String CONSTANT = "C:";
    /** The method where the code starts, because the same parts in a cycle can have different starts. */
    static final String ENTRY = "entry";
    /** The types of the node's inputs and outputs. */
    static final String TYPES = "types";
    /** The user's version. */
    static final String VERSION = "version";
    /** The digest of a part whose id says why code is unknown. */
    static final String UNKNOWN = "unknown";

    /** Returns why the code is unknown; empty if it is known. */
    public String unknown() {
        return parts.entrySet().stream()
                .filter(part -> part.getValue().digest().equals(UNKNOWN))
                .map(part -> part.getKey().substring("U:".length()))
                .findFirst()
                .orElse("");
    }
}
