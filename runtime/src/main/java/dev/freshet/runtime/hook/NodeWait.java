package dev.freshet.runtime.hook;

import java.time.Instant;

/**
 * A node waits, because another run that shares the state is working on it.
 *
 * @param node the node's name
 * @param holder the user, machine and process of the other run
 * @param runId the id of the other run
 * @param since when the other run began with the node, by its clock
 */
public record NodeWait(String node, String holder, String runId, Instant since) {}
