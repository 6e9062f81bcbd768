package dev.freshet.runtime.run.session;

import dev.freshet.runtime.cache.CacheException;
import dev.freshet.runtime.cache.CollectReport;
import dev.freshet.runtime.cache.ResultCache;
import dev.freshet.runtime.comparison.RunComparison;
import dev.freshet.runtime.run.CacheReport;
import dev.freshet.runtime.run.ImportReport;
import dev.freshet.runtime.run.Lineage;
import dev.freshet.runtime.run.NodeClaim;
import dev.freshet.runtime.run.ProjectState;
import dev.freshet.runtime.run.RecordedRun;
import dev.freshet.runtime.run.lineage.Results;
import dev.freshet.runtime.run.setup.RunDescription;
import dev.freshet.runtime.run.tracking.SharedResults;
import dev.freshet.runtime.state.Claim;
import dev.freshet.runtime.state.NodeRecord;
import dev.freshet.runtime.state.StateException;
import dev.freshet.runtime.state.StateRecord;
import dev.freshet.runtime.state.StateStore;
import dev.freshet.runtime.state.local.LocalStateStore;
import dev.freshet.runtime.state.local.StateView;
import dev.freshet.runtime.state.shared.SharedStateStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Implements {@link ProjectState}: opens the state for each operation. */
public final class StateSession implements ProjectState {
    private final RunDescription run;
    private final StateAccess access;

    public StateSession(RunDescription run) {
        this.run = run;
        access = new StateAccess(run);
    }

    /** @throws StateException if the project shares no state, or the run is offline */
    private SharedStateStore openShared() {
        if (run.team().state().isEmpty()) {
            throw new StateException(
                    "this project shares no state; \"state: DIRECTORY or URL\" in run.yml names one", null);
        }
        if (run.team().isOffline()) {
            throw new StateException("this needs the shared state, which an offline run does not connect to", null);
        }
        return access.openShared().orElseThrow();
    }

    @Override
    public List<NodeClaim> claims() {
        try (SharedStateStore store = openShared()) {
            return store.claims().stream().map(claim -> claim(store, claim)).toList();
        }
    }

    @Override
    public List<NodeClaim> claimsOf(List<String> nodes) {
        return claims().stream()
                .filter(claim -> claim.claim().pipeline().equals(run.key())
                        && nodes.contains(claim.claim().node()))
                .toList();
    }

    private static NodeClaim claim(SharedStateStore store, Claim claim) {
        return new NodeClaim(
                claim, store.node(claim.pipeline(), claim.node()).map(NodeRecord::duration), store.hasHeartbeat(claim));
    }

    @Override
    public List<NodeClaim> unlock(List<NodeClaim> claims) {
        Set<String> ids = new HashSet<>();
        claims.forEach(claim -> ids.add(claim.claim().id()));
        try (SharedStateStore store = openShared()) {
            List<NodeClaim> released = new ArrayList<>();
            StateStore.Lock lock = store.lock(run.lockWait());
            try {
                store.refresh();
                for (Claim claim : inForce(store, ids)) {
                    released.add(claim(store, claim));
                    store.unlock(claim);
                }
                store.flush();
            } finally {
                lock.close();
            }
            store.refresh();
            if (!inForce(store, ids).isEmpty()) {
                throw new StateException("the claim stays: " + cannotWrite(), null);
            }
            return released;
        }
    }

    private static List<Claim> inForce(SharedStateStore store, Set<String> ids) {
        return store.claims().stream().filter(claim -> ids.contains(claim.id())).toList();
    }

    private String cannotWrite() {
        return "nothing could be written to the shared state in "
                + run.team().state().orElseThrow().shown();
    }

    @Override
    public int push() {
        try (SharedStateStore store = openShared()) {
            long waiting = results(store.unshared());
            if (waiting > 0) {
                store.lock(run.lockWait()).close();
                requireShared(store);
            }
            return (int) waiting;
        }
    }

    private static long results(List<StateRecord> entries) {
        return entries.stream().filter(NodeRecord.class::isInstance).count();
    }

    private void requireShared(SharedStateStore store) {
        long left = results(store.unshared());
        if (left > 0) {
            throw new StateException(cannotWrite() + "; " + left + " results stay in this checkout", null);
        }
    }

    @Override
    public int exportTo(Path file) {
        try (StateStore store = access.open()) {
            return StateFile.write(file, store);
        }
    }

    @Override
    public ImportReport importFrom(Path source) {
        StateFile.Content content = StateFile.read(source, run.warnings());
        if (run.team().state().isPresent()) {
            return share(content);
        }
        try (StateStore store = access.open()) {
            StateStore.Lock lock = store.lock(run.lockWait());
            try {
                store.refresh();
                return new StateImport(store, false, store.entries()).take(content);
            } finally {
                lock.close();
            }
        }
    }

    private ImportReport share(StateFile.Content content) {
        try (SharedStateStore store = openShared()) {
            ImportReport report;
            StateStore.Lock lock = store.lock(run.lockWait());
            try {
                store.refresh();
                report = new StateImport(store, true, store.sharedEntries()).take(content);
                store.flush();
            } finally {
                lock.close();
            }
            requireShared(store);
            return report;
        }
    }

    @Override
    public CacheReport collectCache(Duration olderThan, boolean isDry) {
        if (run.team().cache().isEmpty()) {
            throw new StateException(
                    "this project has no cache; \"cache: DIRECTORY or URL\" in run.yml names one", null);
        }
        Set<String> live = new HashSet<>();
        try (StateStore store = access.open()) {
            StateView view = new StateView();
            store.entries().forEach(view::add);
            view.latest().forEach(result -> live.addAll(SharedResults.keysOf(result)));
        }
        try (ResultCache cache = run.team().cache().get().open(run.warnings())) {
            CollectReport report = cache.collect(olderThan, live, Set.of(), isDry);
            return new CacheReport(
                    isDry,
                    report.keptResults(),
                    report.removedResults(),
                    report.keptBlobs(),
                    report.keptBytes(),
                    report.removedBlobs(),
                    report.removedBytes());
        } catch (CacheException e) {
            throw new StateException(String.valueOf(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StateException("the collection was interrupted", e);
        }
    }

    @Override
    public String key() {
        return run.key();
    }

    @Override
    public boolean isShared() {
        return run.team().state().isPresent() && !run.team().isOffline();
    }

    @Override
    public Optional<String> holder() {
        return LocalStateStore.holder(run.state());
    }

    @Override
    public List<RecordedRun> runs() {
        try (StateStore store = access.open()) {
            List<RecordedRun> runs = new ArrayList<>();
            new Results(store.entries()).byRun().forEach((id, results) -> runs.add(new RecordedRun(id, results)));
            runs.sort(Comparator.comparing((RecordedRun one) -> one.run().started())
                    .reversed());
            return runs;
        }
    }

    @Override
    public List<Map<String, Object>> reports(int most) {
        return new RunFiles(run.state()).newest(most);
    }

    @Override
    public List<Map<String, Object>> reportsOf(String id) {
        return new RunFiles(run.state()).beginningWith(id);
    }

    @Override
    public RunComparison compare(List<String> runs) {
        try (StateStore store = access.open()) {
            return new RunHistory(run, store).compare(runs);
        }
    }

    @Override
    public Lineage lineage(String dataset, Lineage.Direction direction, Lineage.Moment moment) {
        try (StateStore store = access.open()) {
            return new LineageAnswer(run, store).of(dataset, direction, moment);
        }
    }
}
