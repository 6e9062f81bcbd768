package dev.freshet.fingerprint;

import java.util.BitSet;

/**
 * A part of the code of some nodes.
 *
 * @param id what it is, as in {@link LinkedCode#parts}
 * @param nodes the numbers of the nodes that can reach it
 */
public record ReachedPart(String id, CodePart part, BitSet nodes) {}
