package dev.freshet.fingerprint;

import java.util.List;

/**
 * The fingerprints of a pipeline's nodes.
 *
 * @param id identifies the code from which they were computed, for {@link LinkCache#parts}
 * @param fingerprints the fingerprint of each node, 64 hex digits; empty if its code is unknown
 * @param unknown why the code of each node is unknown; empty if it is known
 * @param warnings warnings about the code for the user, one line each
 */
public record LinkedPipeline(String id, List<String> fingerprints, List<String> unknown, List<String> warnings) {}
