package dev.freshet.runtime.run;

import dev.freshet.runtime.change.Decision;
import dev.freshet.runtime.state.NodeRecord;
import java.time.Duration;
import java.util.Optional;

/**
 * The status of a node before a run.
 *
 * @param decision what a run would do with the node
 * @param last its last success
 * @param usual the median of its known durations; zero if it has never succeeded
 * @param other the run of another checkout that made this result; empty if this checkout made it, or the run is unknown
 */
public record NodeStatus(
        String node, Decision decision, Optional<NodeRecord> last, Duration usual, Optional<OtherRun> other) {}
