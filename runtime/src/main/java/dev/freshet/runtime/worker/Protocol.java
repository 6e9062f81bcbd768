package dev.freshet.runtime.worker;

import java.util.Optional;

/** The version of the protocol between a run and its workers. */
final class Protocol {
    /** Grows with every change that would make an older worker and a newer run misunderstand each other. */
    static final int VERSION = 1;

    private Protocol() {}

    /** Returns why a worker does not fit a run; empty if it fits. */
    static Optional<String> mismatch(int workerProtocol, String workerFreshet, int runProtocol, String runFreshet) {
        if (workerProtocol == runProtocol && workerFreshet.equals(runFreshet)) {
            return Optional.empty();
        }
        return Optional.of("has " + name(workerProtocol, workerFreshet) + ", but the run has "
                + name(runProtocol, runFreshet) + "; give workers the jars of the run");
    }

    private static String name(int protocol, String freshet) {
        return "Freshet " + (freshet.isEmpty() ? "without a version" : freshet) + " (worker protocol " + protocol + ")";
    }
}
