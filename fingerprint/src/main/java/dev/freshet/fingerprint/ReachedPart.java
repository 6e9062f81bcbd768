package dev.freshet.fingerprint;

import java.util.BitSet;
import java.util.Optional;

/**
 * A part of the code of some nodes.
 *
 * @param id what it is, as in {@link LinkedCode#parts}
 * @param nodes the numbers of the nodes that can reach it
 */
public record ReachedPart(String id, CodePart part, BitSet nodes) {
    /**
     * Returns the name of the class if the part is one without an object file, which counts with all such classes that
     * it mentions. Its source is the name of its jar, empty for a directory.
     */
    public Optional<String> wholeClass() {
        return ReferenceCodec.find(id) instanceof Reference.OfType type && type.kind() == Reference.Kind.WHOLE_CLASS
                ? Optional.of(ClassSpace.dotted(type.owner()))
                : Optional.empty();
    }
}
