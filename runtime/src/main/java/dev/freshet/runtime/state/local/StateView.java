package dev.freshet.runtime.state.local;

import dev.freshet.runtime.state.ForgottenNode;
import dev.freshet.runtime.state.NodeRecord;
import dev.freshet.runtime.state.RunRecord;
import dev.freshet.runtime.state.StateRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a sequence of state entries amounts to. Not safe for use by several threads. */
public final class StateView {
    /** How many results of a slot are known: the latest, and those that going back to older code brings back. */
    private static final int RESULTS_OF_SLOT = 8;
    /** How many results, besides the latest of each slot and as many again, {@link #entries} keeps. */
    private static final int OLDER_RESULTS = 500;

    private final Map<String, Deque<Kept>> slots = new HashMap<>();
    private final Map<String, Deque<Kept>> results = new HashMap<>();
    private final Map<String, Deque<Kept>> codes = new HashMap<>();

    private final Map<String, Map<String, Deque<Kept>>> names = new LinkedHashMap<>();
    private final Map<String, Forgotten> forgotten = new LinkedHashMap<>();
    private final Map<String, RunRecord> runs = new LinkedHashMap<>();
    private long added;

    /** @param number grows with each entry */
    private record Kept(long number, NodeRecord result) implements Numbered {
        @Override
        public StateRecord entry() {
            return result;
        }
    }

    private record Forgotten(long number, ForgottenNode entry) implements Numbered {}

    private interface Numbered {
        long number();

        StateRecord entry();
    }

    /** Takes in the next entry. */
    public void add(StateRecord entry) {
        if (entry instanceof NodeRecord result) {
            add(result);
        } else if (entry instanceof ForgottenNode node) {
            forget(node);
        } else if (entry instanceof RunRecord run) {
            runs.put(run.runId(), run);
        }
    }

    private void add(NodeRecord result) {
        Kept kept = new Kept(added++, result);
        Deque<Kept> ofSlot = slots.computeIfAbsent(result.slot(), slot -> new ArrayDeque<>());
        ofSlot.addFirst(kept);
        results.computeIfAbsent(result.key(), key -> new ArrayDeque<>()).addFirst(kept);
        codes.computeIfAbsent(result.code(), code -> new ArrayDeque<>()).addFirst(kept);
        named(result).addFirst(kept);
        forgotten.remove(result.slot());
        List.copyOf(ofSlot).stream()
                .skip(1)
                .filter(earlier -> !isLatestOfItsName(earlier)
                        && earlier.result().key().equals(result.key())
                        && earlier.result().outputs().equals(result.outputs()))
                .forEach(this::drop);
        if (ofSlot.size() > RESULTS_OF_SLOT) {
            dropOldest(ofSlot);
        }
    }

    private Deque<Kept> named(NodeRecord result) {
        return names.computeIfAbsent(result.pipeline(), pipeline -> new LinkedHashMap<>())
                .computeIfAbsent(result.node(), node -> new ArrayDeque<>());
    }

    /** The latest result of a node stays: the node is compared with it once its outputs are to be stored elsewhere. */
    private boolean isLatestOfItsName(Kept kept) {
        return kept.equals(named(kept.result()).peekFirst());
    }

    private void dropOldest(Deque<Kept> ofSlot) {
        for (Iterator<Kept> oldest = ofSlot.descendingIterator(); oldest.hasNext(); ) {
            Kept kept = oldest.next();
            if (!isLatestOfItsName(kept)) {
                drop(kept);
                return;
            }
        }
    }

    private void drop(Kept kept) {
        remove(slots, kept.result().slot(), kept);
        remove(results, kept.result().key(), kept);
        remove(
                names.getOrDefault(kept.result().pipeline(), Map.of()),
                kept.result().node(),
                kept);
        remove(codes, kept.result().code(), kept);
    }

    private static void remove(Map<String, Deque<Kept>> index, String name, Kept kept) {
        Deque<Kept> same = index.get(name);
        if (same != null && same.remove(kept) && same.isEmpty()) {
            index.remove(name);
        }
    }

    private void forget(ForgottenNode node) {
        List.copyOf(slots.getOrDefault(node.slot(), new ArrayDeque<>())).forEach(this::drop);
        forgotten.put(node.slot(), new Forgotten(added++, node));
    }

    /** Forgets everything. */
    public void clear() {
        slots.clear();
        results.clear();
        codes.clear();
        names.clear();
        forgotten.clear();
        runs.clear();
    }

    /** See {@link dev.freshet.runtime.state.StateStore#slot}. */
    public Optional<NodeRecord> slot(String slot) {
        return Optional.ofNullable(slots.get(slot))
                .map(ofSlot -> ofSlot.getFirst().result());
    }

    /** See {@link dev.freshet.runtime.state.StateStore#history}. */
    public List<NodeRecord> history(String slot) {
        return of(slots.get(slot));
    }

    /** See {@link dev.freshet.runtime.state.StateStore#results}. */
    public List<NodeRecord> results(String key) {
        return of(results.get(key));
    }

    private static List<NodeRecord> of(@Nullable Deque<Kept> kept) {
        return kept == null ? List.of() : kept.stream().map(Kept::result).toList();
    }

    /** See {@link dev.freshet.runtime.state.StateStore#resultsOfCode}. */
    public List<NodeRecord> resultsOfCode(String code) {
        return of(codes.get(code));
    }

    /** See {@link dev.freshet.runtime.state.StateStore#isForgotten}. */
    public boolean isForgotten(String slot) {
        return forgotten.containsKey(slot);
    }

    /** See {@link dev.freshet.runtime.state.StateStore#node}. */
    public Optional<NodeRecord> node(String pipeline, String node) {
        return Optional.ofNullable(names.getOrDefault(pipeline, Map.of()).get(node))
                .map(named -> named.getFirst().result());
    }

    /** See {@link dev.freshet.runtime.state.StateStore#nodes}. */
    public Collection<NodeRecord> nodes(String pipeline) {
        return names.getOrDefault(pipeline, Map.of()).values().stream()
                .map(named -> named.getFirst().result())
                .toList();
    }

    /** See {@link dev.freshet.runtime.state.StateStore#run}. */
    public Optional<RunRecord> run(String runId) {
        return Optional.ofNullable(runs.get(runId));
    }

    /** Returns the latest result of each slot and of each node: what nodes are compared with. */
    public List<NodeRecord> latest() {
        return latestKept().stream().map(Kept::result).toList();
    }

    private Set<Kept> latestKept() {
        Set<Kept> latest = new HashSet<>();
        slots.values().forEach(ofSlot -> latest.add(ofSlot.getFirst()));
        names.values().forEach(nodes -> nodes.values().forEach(named -> latest.add(named.getFirst())));
        return latest;
    }

    /** Returns the latest result of each slot and of each node, and some older ones. */
    private Set<Kept> kept() {
        Set<Kept> kept = latestKept();
        List<Kept> older = new ArrayList<>();
        slots.values().forEach(ofSlot -> ofSlot.stream().skip(1).forEach(older::add));
        older.sort(Comparator.comparingLong(Kept::number).reversed());
        kept.addAll(older.subList(0, Math.min(older.size(), kept.size() + OLDER_RESULTS)));
        return kept;
    }

    /** Returns about how many entries {@link #entries} returns. */
    long size() {
        long older =
                slots.values().stream().mapToLong(ofSlot -> ofSlot.size() - 1).sum();
        return forgotten.size() + slots.size() + Math.min(older, slots.size() + (long) OLDER_RESULTS);
    }

    /** Returns entries that amount to the same. */
    public List<StateRecord> entries() {
        Set<Kept> kept = kept();
        Set<String> used = new HashSet<>();
        kept.forEach(result -> used.add(result.result().runId()));
        List<Numbered> all = new ArrayList<>(kept);
        all.addAll(forgotten.values());
        all.sort(Comparator.comparingLong(Numbered::number));
        List<StateRecord> entries = new ArrayList<>();
        runs.values().stream().filter(run -> used.contains(run.runId())).forEach(entries::add);
        all.forEach(numbered -> entries.add(numbered.entry()));
        return entries;
    }
}
