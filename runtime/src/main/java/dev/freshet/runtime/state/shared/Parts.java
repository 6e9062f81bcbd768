package dev.freshet.runtime.state.shared;

import dev.freshet.dataset.backend.StateBackend;
import dev.freshet.runtime.state.StateException;
import dev.freshet.runtime.state.StateRecord;
import dev.freshet.runtime.state.local.LocalStateStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What a shared state consists of in a checkout.
 *
 * @param directory where the checkout keeps all of this
 * @param local what is the checkout's own
 * @param backend where the state that is shared is
 * @param mirror the copy of the log
 * @param log the log as far as it was read
 * @param outbox entries that are not yet part of the log
 * @param results the results that follow from all of these
 * @param objects which objects beside the log are there
 * @param given sets of partitions
 * @param links texts that explain fingerprints
 * @param states which state was at which place
 * @param lastRun the run that had the lock of the checkout last
 */
record Parts(
        Path directory,
        LocalStateStore local,
        StateBackend backend,
        Mirror mirror,
        SharedLog log,
        Outbox outbox,
        KnownResults results,
        StoredObjects objects,
        GivenObjects given,
        LinkObjects links,
        KnownStates states,
        LastRun lastRun) {

    /** @param shared the directory of the checkout for shared states */
    static Parts of(Path shared, LocalStateStore local, StateBackend backend) {
        Path own = shared.resolve(backend.id());
        Mirror mirror = new Mirror(own.resolve("log.jsonl"));
        SharedLog log = new SharedLog(backend, mirror);
        StoredObjects objects = new StoredObjects(backend, log);
        return new Parts(
                shared,
                local,
                backend,
                mirror,
                log,
                new Outbox(own.resolve("outbox.jsonl")),
                new KnownResults(log, local),
                objects,
                new GivenObjects(local, backend, objects),
                new LinkObjects(local, backend, objects, own.resolve("links")),
                new KnownStates(shared),
                new LastRun(own.resolve("run")));
    }

    /** Reads the entries of others since; returns whether there were any. */
    boolean readNews() {
        try {
            return log.readNews();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** Returns the entries of the outbox that the log does not have. */
    List<StateRecord> unpublished() {
        return Publisher.unpublished(outbox.read(), log);
    }

    /** Tells that the shared state does not answer. */
    StateException failure(IOException e) {
        return new StateException(
                "the shared state in " + backend.place() + " cannot be used: " + e.getMessage()
                        + "; to run without it, give --offline",
                e);
    }
}
