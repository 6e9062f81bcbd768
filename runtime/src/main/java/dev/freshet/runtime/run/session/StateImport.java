package dev.freshet.runtime.run.session;

import dev.freshet.runtime.run.ImportReport;
import dev.freshet.runtime.state.NodeRecord;
import dev.freshet.runtime.state.RunRecord;
import dev.freshet.runtime.state.StateRecord;
import dev.freshet.runtime.state.StateStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Appends the entries of another state that a state lacks. */
final class StateImport {
    /** How many entries are appended at once. */
    private static final int CHUNK = 200;

    private final StateStore store;
    private final boolean isShared;
    private final Set<StateRecord> known;
    /** When the latest result of a slot was made, by slot. */
    private final Map<String, Instant> latest = new HashMap<>();

    private final List<NodeRecord> results = new ArrayList<>();
    private int alreadyKnown;
    private int older;
    private int privates;

    /**
     * @param store where entries are appended; the caller holds its lock
     * @param isShared whether other checkouts see what is appended
     * @param known the entries that it has
     */
    StateImport(StateStore store, boolean isShared, List<StateRecord> known) {
        this.store = store;
        this.isShared = isShared;
        this.known = new HashSet<>(known);
        for (StateRecord entry : known) {
            if (entry instanceof NodeRecord result) {
                latest.merge(result.slot(), result.finished(), (a, b) -> a.isAfter(b) ? a : b);
            }
        }
    }

    ImportReport take(StateFile.Content content) {
        Map<String, RunRecord> runs = new LinkedHashMap<>();
        for (StateRecord record : content.records()) {
            if (record instanceof RunRecord run) {
                runs.put(run.runId(), run);
            } else if (record instanceof NodeRecord result) {
                choose(result);
            }
        }
        Set<String> used = new HashSet<>();
        results.forEach(result -> used.add(result.runId()));
        List<StateRecord> taken = new ArrayList<>();
        runs.values().stream()
                .filter(run -> used.contains(run.runId()) && !known.contains(run))
                .forEach(taken::add);
        int takenRuns = taken.size();
        results.forEach(result -> result.given().values().stream()
                .flatMap(name -> content.sets().apply(name).stream())
                .forEach(store::keepGiven));
        results.stream()
                .map(NodeRecord::links)
                .distinct()
                .forEach(id -> content.links().apply(id).ifPresent(text -> store.keepLinks(id, text)));
        taken.addAll(results);
        for (int from = 0; from < taken.size(); from += CHUNK) {
            store.append(taken.subList(from, Math.min(taken.size(), from + CHUNK)));
        }
        return new ImportReport(isShared, results.size(), takenRuns, alreadyKnown, older, privates);
    }

    /** Imports a result, unless it is old and would become the latest of its slot. */
    private void choose(NodeRecord result) {
        Instant newest = latest.get(result.slot());
        if (isShared && result.isPrivate()) {
            privates++;
        } else if (known.contains(result)) {
            alreadyKnown++;
        } else if (newest != null && newest.isAfter(result.finished())) {
            older++;
        } else {
            results.add(result);
            known.add(result);
        }
    }
}
