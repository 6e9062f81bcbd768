package dev.freshet.fingerprint;

import java.util.List;

/**
 * The fingerprints of a pipeline's nodes.
 *
 * @param id names the code that they were made of, for {@link LinkCache#parts}
 * @param fingerprints by node, 64 hex digits each; empty if its code is not known
 * @param unknown by node, why its code is not known; empty if it is
 * @param warnings what a user should know of the code, a line each
 */
public record LinkedPipeline(String id, List<String> fingerprints, List<String> unknown, List<String> warnings) {}
