package dev.freshet.fingerprint;

import java.util.List;
import java.util.SortedMap;

/**
 * All code that a node can reach.
 *
 * @param fingerprint 64 hex digits, equal for equal parts, independent of compiler, JDK, file order, packaging and
 *     machine; empty if the code is unknown
 * @param parts the parts of the fingerprint by the text of what they are, see {@link Reference#text}: units; class
 *     files without an object file, with all other such class files that they can reach; reasons why code is unknown;
 *     resources; orders of static initialisers; constants, which only explain; constants that were compiled into a
 *     class with a different value than their owner has now; and {@code entry}, {@code types} and {@code version} from
 *     {@link NodeCode}
 * @param impure the dependencies of the code that no fingerprint covers
 */
public record LinkedCode(String fingerprint, SortedMap<String, CodePart> parts, List<ImpureUse> impure) {
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
                .map(part ->
                        ReferenceCodec.find(part.getKey()) instanceof Reference.Unknown unknown ? unknown.why() : "")
                .findFirst()
                .orElse("");
    }
}
