package dev.freshet.runtime.state.shared;

import dev.freshet.config.KnownSecrets;
import dev.freshet.dataset.backend.StateBackend;
import dev.freshet.runtime.state.Claim;
import dev.freshet.runtime.state.ClaimAnswer;
import dev.freshet.runtime.state.NodeRecord;
import dev.freshet.runtime.state.Release;
import dev.freshet.runtime.state.RunRecord;
import dev.freshet.runtime.state.StampRecord;
import dev.freshet.runtime.state.StateException;
import dev.freshet.runtime.state.StateLockedException;
import dev.freshet.runtime.state.StateRecord;
import dev.freshet.runtime.state.StateStore;
import dev.freshet.runtime.state.Workspace;
import dev.freshet.runtime.state.local.LocalStateStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state that a team shares. The log of a {@link StateBackend} holds the results of all; the checkout keeps what is
 * its own: stamps, private results, a copy of the log, and results that are not yet part of the log. One run at a time
 * uses a checkout; runs of several checkouts exclude each other node by node, by claims.
 */
// More than 400 lines: the contract of state stores has many questions, which are passed on here.
public final class SharedStateStore implements StateStore {
    private static final Logger LOGGER = LoggerFactory.getLogger(SharedStateStore.class);

    private final LocalStateStore local;
    private final SharedLog log;
    private final StateBackend backend;
    private final Settings settings;
    private final Mirror mirror;
    private final Outbox outbox;
    private final Liveness liveness;
    private final GivenObjects given;
    private final LinkObjects links;
    private final KnownStates known;
    private final LastRun lastRun;
    private final KnownResults results;

    /** Whether an earlier run has left entries that are not part of the log. */
    private volatile boolean hasUnpublished;

    /** Of the holder of the lock. */
    private volatile @Nullable Publisher publisher;

    /** The run that had the lock of the checkout before this one; empty if unknown. */
    private volatile String earlierRun = "";

    /** Whether others had recorded something when the lock was taken, which the caller does not know yet. */
    private volatile boolean hasNewsOfStart;

    /**
     * What a run says of itself.
     *
     * @param place the place of the shared state as it is written
     * @param runId the id of the run, under which it has its heartbeat
     * @param timeToLive after which others take a run without a heartbeat for dead
     */
    public record Settings(String place, String runId, Duration timeToLive) {}

    private SharedStateStore(Path directory, LocalStateStore local, StateBackend backend, Settings settings) {
        this.local = local;
        this.backend = backend;
        this.settings = settings;
        Path shared = directory.resolve("shared");
        Path own = shared.resolve(backend.id());
        known = new KnownStates(shared);
        mirror = new Mirror(own.resolve("log.jsonl"));
        outbox = new Outbox(own.resolve("outbox.jsonl"));
        lastRun = new LastRun(own.resolve("run"));
        log = new SharedLog(backend, mirror);
        liveness = new Liveness(backend, settings.timeToLive(), System::nanoTime);
        given = new GivenObjects(local, backend);
        links = new LinkObjects(local, backend, own.resolve("links"));
        results = new KnownResults(log, local);
        local.alsoKeepGivenOf(results::latestShared);
    }

    /**
     * Opens the state that a backend holds. This method closes the backend if it fails.
     *
     * @param directory the directory of the state of the checkout
     * @throws StateException if the backend cannot be read
     */
    public static SharedStateStore open(Path directory, StateBackend backend, Settings settings) {
        boolean isOpen = false;
        try {
            LocalStateStore local = LocalStateStore.open(directory);
            SharedStateStore store = new SharedStateStore(directory, local, backend, settings);
            store.log.readMirror();
            store.readNews();
            store.readPending();
            isOpen = true;
            return store;
        } finally {
            if (!isOpen) {
                closeQuietly(backend);
            }
        }
    }

    private static void closeQuietly(StateBackend backend) {
        try {
            backend.close();
        } catch (IOException e) {
            LOGGER.debug("the shared state was not closed: {}", KnownSecrets.masked(e));
        }
    }

    private boolean readNews() {
        try {
            return log.readNews();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** Opens what this checkout knows of a shared state, without a connection. */
    public static SharedStateStore offline(Path directory, Settings settings) {
        String id = new KnownStates(directory.resolve("shared")).id(settings.place());
        return open(directory, new OfflineBackend(settings.place(), id), settings);
    }

    private StateException failure(IOException e) {
        return new StateException(
                "the shared state in " + backend.place() + " cannot be used: " + e.getMessage()
                        + "; to run without it, give --offline",
                e);
    }

    private void readPending() {
        List<StateRecord> unpublished = Publisher.unpublished(outbox.read(), log);
        hasUnpublished = !unpublished.isEmpty();
        results.setPending(unpublished);
    }

    @Override
    public Optional<NodeRecord> slot(String slot) {
        return results.slot(slot);
    }

    @Override
    public List<NodeRecord> history(String slot) {
        return results.history(slot);
    }

    @Override
    public List<NodeRecord> results(String key) {
        return results.results(key);
    }

    @Override
    public List<NodeRecord> resultsOfCode(String code) {
        return results.resultsOfCode(code);
    }

    @Override
    public boolean isForgotten(String slot) {
        return results.isForgotten(slot);
    }

    @Override
    public Optional<NodeRecord> node(String pipeline, String node) {
        return results.node(pipeline, node);
    }

    @Override
    public Collection<NodeRecord> nodes(String pipeline) {
        return results.nodes(pipeline);
    }

    @Override
    public Optional<RunRecord> run(String runId) {
        return results.run(runId);
    }

    @Override
    public List<StateRecord> entries() {
        Set<StateRecord> all = new LinkedHashSet<>(local.entries());
        all.addAll(sharedEntries());
        return List.copyOf(all);
    }

    /**
     * Returns the entries of the shared state, and those that are to be shared, without those of the checkout alone.
     */
    public List<StateRecord> sharedEntries() {
        return results.sharedEntries();
    }

    /**
     * Returns the entries of the shared state as they were after an entry of the log.
     *
     * @throws StateException if the log does not have that entry, or no longer
     */
    public List<StateRecord> entriesAsOf(long number) {
        return log.asOf(number).entries();
    }

    /** Returns the number of the last entry of the log that was read. */
    public long lastEntry() {
        return log.last();
    }

    /** Returns the entries that wait in this checkout until they can be shared. */
    public synchronized List<StateRecord> unshared() {
        return Publisher.unpublished(outbox.read(), log);
    }

    @Override
    public Workspace workspace() {
        return local.workspace();
    }

    @Override
    public Optional<StampRecord> stamp(String location) {
        return local.stamp(location);
    }

    @Override
    public void note(List<StampRecord> stamps) {
        local.note(stamps);
    }

    @Override
    public Optional<SortedMap<String, String>> given(String name) {
        return given.get(name);
    }

    @Override
    public String keepGiven(SortedMap<String, String> versions) {
        return local.keepGiven(versions);
    }

    @Override
    public Optional<String> links(String id) {
        return links.get(id);
    }

    @Override
    public void keepLinks(String id, String text) {
        local.keepLinks(id, text);
    }

    @Override
    public void append(List<? extends StateRecord> records) {
        publisher().append(records);
    }

    private Publisher publisher() {
        Publisher current = publisher;
        if (current == null) {
            throw new IllegalStateException("only the holder of the lock appends");
        }
        return current;
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public ClaimAnswer claim(Claim wanted, long revision) {
        Publisher current = publisher();
        Claim asked = wanted;
        while (true) {
            ClaimAnswer answer = current.claim(asked, revision);
            if (answer instanceof ClaimAnswer.Held held && isDead(held.by())) {
                TreeSet<String> superseded = new TreeSet<>(asked.supersedes());
                superseded.add(held.by().id());
                asked = asked.superseding(superseded);
            } else {
                return answer;
            }
        }
    }

    /** The run that had the checkout's lock before is dead, since this one has it. */
    private boolean isDead(Claim claim) {
        try {
            return claim.runId().equals(earlierRun) || liveness.isDead(claim.runId());
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public boolean isInForce(String claim) {
        Publisher current = publisher;
        // The claims of a run end with it.
        return current != null && current.isInForce(claim);
    }

    @Override
    public long revision() {
        return log.revision();
    }

    @Override
    public void release(String claim) {
        Publisher current = publisher;
        // The claims of a run end with it, also those of nodes that go on.
        if (current != null) {
            current.release(claim);
        }
    }

    @Override
    public CompletableFuture<Boolean> accepted(NodeRecord result) {
        return publisher().accepted(result);
    }

    @Override
    public List<NodeRecord> flush() {
        return publisher().flush();
    }

    /** The claims of all runs that are in force. */
    public Collection<Claim> claims() {
        return log.claims();
    }

    /** Returns whether the run that holds a claim has a heartbeat. One that has none has ended. */
    public boolean hasHeartbeat(Claim claim) {
        try {
            return backend.beat(claim.runId()).isPresent();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** Ends a claim of another run, dead or alive. */
    public void unlock(Claim claim) {
        publisher().append(List.of(new Release(claim.id())));
    }

    @Override
    public boolean refresh() {
        boolean hadNews = hasNewsOfStart;
        hasNewsOfStart = false;
        boolean isLocalNew = local.refresh();
        return readNews() || isLocalNew || hadNews;
    }

    @Override
    public Lock lock(Duration wait) {
        Lock lock = local.lock(wait);
        boolean isStarted = false;
        try {
            start();
            isStarted = true;
        } catch (IOException e) {
            throw new StateException("cannot write the state: " + e.getMessage(), e);
        } finally {
            if (!isStarted) {
                stop(lock);
            }
        }
        return () -> stop(lock);
    }

    private void start() throws IOException {
        mirror.own(true);
        known.keep(settings.place(), backend.id());
        Publisher.Access access = access();
        earlierRun = access != Publisher.Access.WRITE ? "" : lastRun.replace(settings.runId());
        // Another run of this checkout may have shared or kept something since this store was opened.
        hasNewsOfStart = readNews();
        List<StateRecord> unpublished = Publisher.unpublished(outbox.read(), log);
        results.setPending(List.of());
        Publisher started = new Publisher(local, log, backend, given, links, outbox, results, settings, access);
        publisher = started;
        hasUnpublished = false;
        started.resume(unpublished);
    }

    private void stop(Lock lock) {
        Publisher started = publisher;
        publisher = null;
        try {
            if (started != null) {
                started.close();
                compact();
            }
        } finally {
            mirror.own(false);
            lock.close();
        }
    }

    /** Shares what earlier runs of this checkout could not, unless another run of it is under way and does so. */
    public void shareLeft() {
        if (!hasUnpublished || backend instanceof OfflineBackend) {
            return;
        }
        try {
            lock(Duration.ZERO).close();
        } catch (StateLockedException e) {
            LOGGER.debug("another run shares what earlier ones could not: {}", KnownSecrets.masked(e));
        }
    }

    private Publisher.Access access() {
        if (backend instanceof OfflineBackend) {
            return Publisher.Access.OFFLINE;
        }
        try {
            if (backend.isReadOnly()) {
                LOGGER.warn(
                        "the shared state in {} may only be read with these credentials; this checkout keeps what it"
                                + " makes for itself",
                        backend.place());
                return Publisher.Access.READ;
            }
            return Publisher.Access.WRITE;
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private void compact() {
        try {
            log.compactIfLong();
        } catch (IOException e) {
            LOGGER.debug("the log was not compacted: {}", KnownSecrets.masked(e));
        }
    }

    @Override
    public void close() {
        local.close();
        try {
            backend.close();
        } catch (IOException e) {
            throw failure(e);
        }
    }
}
