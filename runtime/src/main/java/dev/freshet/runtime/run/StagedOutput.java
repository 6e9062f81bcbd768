package dev.freshet.runtime.run;

import java.time.Duration;
import java.util.Optional;

/**
 * An output, or a partition of one, that a worker has written and that the run is to publish.
 *
 * @param dataset the output
 * @param partition the key, of an output in partitions
 * @param name under which it is staged, see {@link NodeOutput.Stored#staging}; empty if it could not be staged and is
 *     where the output is stored
 * @param digest of its content, if that is known
 * @param duration how long it took
 */
public record StagedOutput(
        String dataset,
        Optional<String> partition,
        Optional<String> name,
        Optional<String> digest,
        Duration duration) {}
