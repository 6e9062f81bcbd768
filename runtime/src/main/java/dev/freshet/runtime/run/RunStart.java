package dev.freshet.runtime.run;

import dev.freshet.runtime.run.engine.Report;
import dev.freshet.runtime.run.engine.RunResults;
import dev.freshet.runtime.run.session.Session;
import dev.freshet.runtime.run.setup.Cancellation;
import dev.freshet.runtime.run.setup.Snapshot;
import dev.freshet.runtime.text.OutcomeCounts;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts a {@link Run}: in a session, or not at all if the snapshot of the last run says that nothing has changed. */
final class RunStart {
    private final RunRequest request;
    private final Cancellation cancellation;

    RunStart(RunRequest request, Cancellation cancellation) {
        this.request = request;
        this.cancellation = cancellation;
    }

    /** See {@link Run#start}. */
    RunReport start() {
        boolean interrupted = request.mayBeInterrupted && Thread.interrupted();
        if (interrupted) {
            cancellation.cancel();
        }
        try {
            return run();
        } catch (RuntimeException e) {
            if (!isOfAnInterrupt(e) || cancellation.hasBegun()) {
                throw e;
            }
            // No node has been called yet, so everything can be done again to report what did not run.
            interrupted = true;
            Thread.interrupted();
            cancellation.cancel();
            return run();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** An interrupted thread cannot read files. */
    private static boolean isOfAnInterrupt(@Nullable Throwable thrown) {
        return thrown instanceof ClosedByInterruptException || (thrown != null && isOfAnInterrupt(thrown.getCause()));
    }

    private RunReport run() {
        Instant start = Instant.now();
        long startNanos = System.nanoTime();
        Optional<Snapshot> snapshot = request.snapshot();
        Optional<Snapshot.UpToDate> fresh =
                snapshot.isPresent() ? snapshot.get().upToDate() : Optional.empty();
        if (fresh.isPresent()) {
            Duration duration = Duration.ofNanos(System.nanoTime() - startNanos);
            Details details = new Details(request, fresh.get().keptBack() > 0);
            return logged(Report.ofUpToDate(request.pipeline.name(), fresh.get(), start, duration, details));
        }
        return logged(new Session(request.description(snapshot, cancellation)).start());
    }

    /** Logs that nothing had to run. The command line prints this itself; in a service, only the log can say it. */
    private RunReport logged(RunReport report) {
        if (request.wording == null && report.upToDateNodes() > 0) {
            // Not a constant of the class: what reaches the log needs time to load, and only services have a log.
            Logger logger = LoggerFactory.getLogger("freshet.run");
            logger.info(
                    "{} ({}): nothing to run, {}",
                    report.pipeline(),
                    request.environment,
                    OutcomeCounts.sentence(report.upToDateNodes(), report.inMemoryNodes(), report.keptBackNodes()));
        }
        return report;
    }

    /**
     * Describes a run that is known to have nothing to do. Not a lambda: a process's first lambda takes longer than
     * such a run.
     */
    private record Details(RunRequest request, boolean areKeptBack) implements Supplier<RunResults> {
        @Override
        public RunResults get() {
            return new Session(request.description()).nothingToDo(areKeptBack);
        }
    }
}
