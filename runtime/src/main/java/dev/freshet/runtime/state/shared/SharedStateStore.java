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
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
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
    private final Parts parts;
    private final KnownResults results;
    private final Holder holder;

    /**
     * What a run says of itself.
     *
     * @param place the place of the shared state as it is written
     * @param runId the id of the run, under which it has its heartbeat
     * @param timeToLive after which others take a run without a heartbeat for dead
     * @param warnings receives what people should know, one line each
     */
    public record Settings(String place, String runId, Duration timeToLive, Consumer<String> warnings) {}

    private SharedStateStore(Parts parts, Settings settings) {
        this.parts = parts;
        local = parts.local();
        results = parts.results();
        holder = new Holder(parts, settings);
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
            LocalStateStore local = LocalStateStore.open(directory, settings.warnings());
            SharedStateStore store =
                    new SharedStateStore(Parts.of(directory.resolve("shared"), local, backend), settings);
            store.parts.log().readMirror();
            store.parts.readNews();
            store.holder.readPending();
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

    /** Opens what this checkout knows of a shared state, without a connection. */
    public static SharedStateStore offline(Path directory, Settings settings) {
        String id = new KnownStates(directory.resolve("shared")).id(settings.place());
        return open(directory, new OfflineBackend(settings.place(), id), settings);
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
        return parts.log().asOf(number).entries();
    }

    /** Returns the number of the last entry of the log that was read. */
    public long lastEntry() {
        return parts.log().last();
    }

    /** Returns the entries that wait in this checkout until they can be shared. */
    public synchronized List<StateRecord> unshared() {
        return parts.unpublished();
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
        return parts.given().get(name);
    }

    @Override
    public String keepGiven(SortedMap<String, String> versions) {
        return local.keepGiven(versions);
    }

    @Override
    public Optional<String> links(String id) {
        return parts.links().get(id);
    }

    @Override
    public void keepLinks(String id, String text) {
        local.keepLinks(id, text);
    }

    @Override
    public void append(List<? extends StateRecord> records) {
        holder.publisher().append(records);
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public ClaimAnswer claim(Claim wanted, long revision) {
        return holder.claim(wanted, revision);
    }

    @Override
    public boolean isInForce(String claim) {
        return holder.current().map(current -> current.isInForce(claim)).orElse(false);
    }

    @Override
    public long revision() {
        return parts.log().revision();
    }

    @Override
    public void release(String claim) {
        // The claims of a run end with it, also those of nodes that go on.
        holder.current().ifPresent(current -> current.release(claim));
    }

    @Override
    public CompletableFuture<Boolean> accepted(NodeRecord result) {
        return holder.publisher().accepted(result);
    }

    @Override
    public List<NodeRecord> flush() {
        return holder.publisher().flush();
    }

    /** The claims of all runs that are in force. */
    public Collection<Claim> claims() {
        return parts.log().claims();
    }

    /** Returns whether the run that holds a claim has a heartbeat. One that has none has ended. */
    public boolean hasHeartbeat(Claim claim) {
        try {
            return parts.backend().beat(claim.runId()).isPresent();
        } catch (IOException e) {
            throw parts.failure(e);
        }
    }

    /** Ends a claim of another run, dead or alive. */
    public void unlock(Claim claim) {
        holder.publisher().append(List.of(new Release(claim.id())));
    }

    @Override
    public boolean refresh() {
        boolean hadNews = holder.takeNewsOfStart();
        boolean isLocalNew = local.refresh();
        return parts.readNews() || isLocalNew || hadNews;
    }

    @Override
    public Lock lock(Duration wait) {
        return holder.lock(wait);
    }

    /** Shares what earlier runs of this checkout could not, unless another run of it is under way and does so. */
    public void shareLeft() {
        holder.shareLeft();
    }

    @Override
    public void close() {
        local.close();
        try {
            parts.backend().close();
        } catch (IOException e) {
            throw parts.failure(e);
        }
    }
}
