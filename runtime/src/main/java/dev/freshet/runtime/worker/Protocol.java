package dev.freshet.runtime.worker;

import java.util.Optional;

/** The version of what a run and its workers say to each other. */
final class Protocol {
    /** Counts up with every change by which an older worker and a newer run would misunderstand each other. */
    static final int VERSION = 1;

    private Protocol() {}

    /** The version of Freshet; empty text where the classes are in no jar of a release. */
    static String freshet() {
        return Optional.ofNullable(Protocol.class.getPackage().getImplementationVersion())
                .orElse("");
    }

    /** Why a worker and a run do not fit each other; empty if they do. */
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
