package dev.freshet.runtime.plan;

import org.slf4j.MDC;

/**
 * Sets SLF4J's diagnostic context while a node runs, so that the user's log lines can show it. It has the keys {@code
 * freshet.run}, {@code freshet.pipeline} and {@code freshet.node} on the thread that calls the node's method.
 */
final class LogContext {
    private static final String RUN = "freshet.run";
    private static final String PIPELINE = "freshet.pipeline";
    private static final String NODE = "freshet.node";

    private LogContext() {}

    static void enter(String run, String pipeline, String node) {
        MDC.put(RUN, run);
        MDC.put(PIPELINE, pipeline);
        MDC.put(NODE, node);
    }

    static void leave() {
        MDC.remove(RUN);
        MDC.remove(PIPELINE);
        MDC.remove(NODE);
    }
}
