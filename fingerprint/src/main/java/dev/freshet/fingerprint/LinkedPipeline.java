package dev.freshet.fingerprint;

import java.util.List;

/**
 * The fingerprints of a pipeline's nodes.
 *
 * @param id names the code that they were made of, for {@link LinkCache#parts}
 * @param fingerprints by node, 64 hex digits each
 * @param warnings what a user should know of the code, a line each
 */
public record LinkedPipeline(String id, List<String> fingerprints, List<String> warnings) {}
