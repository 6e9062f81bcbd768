package dev.freshet.runtime.run;

import dev.freshet.runtime.state.NodeRecord;
import dev.freshet.runtime.state.RunRecord;

/**
 * The run of another checkout that made a node's last result.
 *
 * @param result the result
 * @param run the state entry of the run
 */
public record OtherRun(NodeRecord result, RunRecord run) {}
