package dev.freshet.runtime.run;

import java.time.Duration;
import java.util.Optional;

/**
 * An output, or a partition of one, that a worker has written and that the run is to publish.
 *
 * @param dataset the output
 * @param partition the key of the partition; empty if the output is not partitioned
 * @param name the name under which it is staged, see {@link NodeOutput.Stored#staging}; empty if it was stored directly
 *     because it could not be staged
 * @param digest the digest of the content, if it is known
 * @param duration how long the write took
 */
public record StagedOutput(
        String dataset,
        Optional<String> partition,
        Optional<String> name,
        Optional<String> digest,
        Duration duration) {}
