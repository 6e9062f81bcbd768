package dev.freshet.runtime.state;

import java.time.Instant;

/**
 * The state entry of a run that recorded nodes: who ran what, where, and with which code.
 *
 * @param runId the id of the run
 * @param pipeline the pipeline's name
 * @param environment the configuration environment
 * @param workspace the id of the checkout
 * @param started when the run started
 * @param user the name of the user; empty if unknown
 * @param host the name of the machine; empty if unknown
 * @param commit the commit that was checked out; empty if unknown
 * @param isDirty whether a tracked file differed from the commit
 * @param job the job of the CI server, as a URL or a number; empty outside CI
 */
public record RunRecord(
        String runId,
        String pipeline,
        String environment,
        String workspace,
        Instant started,
        String user,
        String host,
        String commit,
        boolean isDirty,
        String job)
        implements StateRecord {}
