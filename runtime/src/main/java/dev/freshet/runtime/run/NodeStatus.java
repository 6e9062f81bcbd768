package dev.freshet.runtime.run;

import dev.freshet.runtime.change.Decision;
import dev.freshet.runtime.state.NodeRecord;
import java.time.Duration;
import java.util.Optional;

/**
 * What is known of a node.
 *
 * @param decision what a run would do with it
 * @param last its last success
 * @param usual the median of all durations that are known; zero if it has never succeeded
 * @param other the run of another checkout that this was; empty if it was this checkout's, or the run is unknown
 */
public record NodeStatus(
        String node, Decision decision, Optional<NodeRecord> last, Duration usual, Optional<OtherRun> other) {}
