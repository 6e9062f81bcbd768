package dev.freshet.runtime.state.shared;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.freshet.dataset.backend.StateBackend;
import dev.freshet.runtime.state.Claim;
import dev.freshet.runtime.state.ClaimAnswer;
import dev.freshet.runtime.state.NodeRecord;
import dev.freshet.runtime.state.Release;
import dev.freshet.runtime.state.RunRecord;
import dev.freshet.runtime.state.StampRecord;
import dev.freshet.runtime.state.StateException;
import dev.freshet.runtime.state.StateRecord;
import dev.freshet.runtime.state.StateStore;
import dev.freshet.runtime.state.Workspace;
import dev.freshet.runtime.state.local.LocalStateStore;
import dev.freshet.runtime.state.local.StateView;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state that a team shares. The log of a {@link StateBackend} holds the results of all; the checkout keeps what is
 * its own: stamps, private results, a copy of the log, and results that are not yet part of the log. One run at a time
 * uses a checkout; runs of several checkouts exclude each other node by node, by claims.
 */
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
    private final KnownStates known;

    /** Results that are not yet part of the log. */
    @GuardedBy("this")
    private final StateView pending = new StateView();

    @GuardedBy("this")
    private @Nullable Publisher publisher;

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
        log = new SharedLog(backend, mirror);
        liveness = new Liveness(backend, settings.timeToLive(), System::nanoTime);
        given = new GivenObjects(local, backend);
        local.alsoKeepGivenOf(this::knownResults);
    }

    /**
     * Opens the state that a backend holds. This method closes the backend if it fails.
     *
     * @param directory the directory of the state of the checkout
     * @throws StateException if the backend cannot be read
     */
    public static SharedStateStore open(Path directory, StateBackend backend, Settings settings) {
        SharedStateStore store = new SharedStateStore(directory, LocalStateStore.open(directory), backend, settings);
        store.log.readMirror();
        store.readPending();
        try {
            store.log.readNews();
        } catch (IOException e) {
            throw store.failure(e);
        }
        return store;
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

    private synchronized void readPending() {
        pending.clear();
        Publisher.unpublished(outbox.read(), log).forEach(pending::add);
    }

    private synchronized List<NodeRecord> knownResults() {
        List<NodeRecord> all = new ArrayList<>(pending.latest());
        all.addAll(log.known(StateView::latest));
        return all;
    }

    /** The views that have results: of what is not shared yet, of the log, and of the checkout alone. */
    private synchronized <T> Stream<T> ask(Function<StateView, T> shared, Function<StateStore, T> own) {
        return Stream.of(shared.apply(pending), log.known(shared), own.apply(local));
    }

    private Optional<NodeRecord> latest(Stream<Optional<NodeRecord>> found) {
        return found.flatMap(Optional::stream).max(Comparator.comparing(NodeRecord::finished));
    }

    private static List<NodeRecord> all(Stream<List<NodeRecord>> found) {
        return found.flatMap(List::stream)
                .sorted(Comparator.comparing(NodeRecord::finished).reversed())
                .toList();
    }

    @Override
    public Optional<NodeRecord> slot(String slot) {
        return latest(ask(view -> view.slot(slot), store -> store.slot(slot)));
    }

    @Override
    public List<NodeRecord> history(String slot) {
        return all(ask(view -> view.history(slot), store -> store.history(slot)));
    }

    @Override
    public List<NodeRecord> results(String key) {
        return all(ask(view -> view.results(key), store -> store.results(key)));
    }

    @Override
    public List<NodeRecord> resultsOfCode(String code) {
        return all(ask(view -> view.resultsOfCode(code), store -> store.resultsOfCode(code)));
    }

    @Override
    public boolean isForgotten(String slot) {
        return slot(slot).isEmpty()
                && ask(view -> view.isForgotten(slot), store -> store.isForgotten(slot))
                        .anyMatch(is -> is);
    }

    @Override
    public Optional<NodeRecord> node(String pipeline, String node) {
        return latest(ask(view -> view.node(pipeline, node), store -> store.node(pipeline, node)));
    }

    @Override
    public Collection<NodeRecord> nodes(String pipeline) {
        Map<String, NodeRecord> byName = new LinkedHashMap<>();
        ask(view -> view.nodes(pipeline), store -> store.nodes(pipeline))
                .flatMap(Collection::stream)
                .sorted(Comparator.comparing(NodeRecord::finished))
                .forEach(record -> byName.put(record.node(), record));
        return byName.values();
    }

    @Override
    public Optional<RunRecord> run(String runId) {
        return ask(view -> view.run(runId), store -> store.run(runId))
                .flatMap(Optional::stream)
                .findFirst();
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
    public void append(List<? extends StateRecord> records) {
        publisher().append(records);
    }

    private synchronized Publisher publisher() {
        if (publisher == null) {
            throw new IllegalStateException("only the holder of the lock appends");
        }
        return publisher;
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

    /** A run of this checkout is dead, since this one has the checkout's lock. */
    private boolean isDead(Claim claim) {
        try {
            return claim.workspace().equals(workspace().id()) || liveness.isDead(claim.runId());
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public long revision() {
        return log.revision();
    }

    @Override
    public void release(String claim) {
        publisher().release(claim);
    }

    @Override
    public List<NodeRecord> flush() {
        return publisher().flush();
    }

    /** The claims of all runs that are in force. */
    public Collection<Claim> claims() {
        return log.claims();
    }

    /** Ends a claim of another run, dead or alive. */
    public void unlock(Claim claim) {
        publisher().append(List.of(new Release(claim.id())));
    }

    @Override
    public boolean refresh() {
        boolean isLocalNew = local.refresh();
        try {
            return log.readNews() || isLocalNew;
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public Lock lock(Duration wait) {
        Lock lock = local.lock(wait);
        mirror.own(true);
        try {
            known.keep(settings.place(), backend.id());
        } catch (IOException e) {
            lock.close();
            throw new StateException("cannot write the state: " + e.getMessage(), e);
        }
        List<StateRecord> unpublished = Publisher.unpublished(outbox.read(), log);
        Publisher started = new Publisher(local, log, backend, given, outbox, pending(), settings, isMute());
        synchronized (this) {
            publisher = started;
        }
        started.resume(unpublished);
        return () -> {
            try {
                started.close();
                synchronized (this) {
                    publisher = null;
                }
                compact();
            } finally {
                mirror.own(false);
                lock.close();
            }
        };
    }

    /** Whether nothing may be written to the shared state. */
    private boolean isMute() {
        if (backend instanceof OfflineBackend) {
            return true;
        }
        try {
            if (backend.isReadOnly()) {
                LOGGER.warn(
                        "the shared state in {} may only be read with these credentials; this checkout keeps what it"
                                + " makes for itself",
                        backend.place());
                return true;
            }
            return false;
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private synchronized StateView pending() {
        return pending;
    }

    private void compact() {
        try {
            log.compactIfLong();
        } catch (IOException e) {
            LOGGER.debug("the log was not compacted", e);
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
