package dev.freshet.runtime.run;

import dev.freshet.runtime.state.NodeRecord;
import dev.freshet.runtime.state.RunRecord;

/**
 * The run of another checkout that made the last result of a node.
 *
 * @param result the result
 * @param run who ran it, where, and with which code
 */
public record OtherRun(NodeRecord result, RunRecord run) {}
