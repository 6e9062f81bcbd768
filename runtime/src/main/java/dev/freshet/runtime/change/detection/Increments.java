package dev.freshet.runtime.change.detection;

import dev.freshet.runtime.change.detection.IncrementalSources.Source;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.state.NodeRecord;
import dev.freshet.runtime.state.Version;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Which partitions of incremental inputs nodes are given. What was given is part of the record of the node whose effect
 * lasts: its holder. That is the node that takes the input, or, where it makes values in memory, whoever makes
 * something lasting of them. A holder's record counts only while all else that it was made of is the same and its
 * outputs are as it left them; otherwise everything is given. Safe for use by several threads.
 */
public final class Increments {
    /**
     * Stands among what was given for partitions that were there before anything was known. No partition has this key.
     */
    private static final String UNKNOWN = "";

    private final Context context;
    private final PipelineGraph graph;
    private final Versions versions;
    private final NodeRecords records;
    private final Reruns reruns;
    private final IntPredicate isAllInMemory;
    private final IntFunction<@Nullable Version> planned;
    private final IncrementalSources sources;
    private final IncrementBases bases;

    private final Map<Source, Gift> gifts = new ConcurrentHashMap<>();
    /** By node, its record as it was before the run. */
    private final Map<Integer, Optional<NodeRecord>> before = new ConcurrentHashMap<>();
    /** Nodes that started with outputs of unknown origin. */
    private final Set<Integer> strangers = ConcurrentHashMap.newKeySet();

    /**
     * What a node was given in this run.
     *
     * @param seen the versions of all partitions that were there
     * @param keys of those that it was given
     * @param holders the nodes for which these were enough
     * @param valid those of them whose outputs held what their records said, and the bases of each
     */
    private record Gift(
            SortedMap<String, String> seen, Set<String> keys, Set<Integer> holders, Map<Integer, Set<String>> valid) {
        boolean isWhole() {
            return keys.size() == seen.size();
        }
    }

    /**
     * For one run.
     *
     * @param isAllInMemory whether a node runs only if others need what it makes
     * @param planned the version that a dataset is expected to have; null if it is not known before others have run
     */
    Increments(
            Context context,
            Versions versions,
            NodeRecords records,
            Reruns reruns,
            IntPredicate isAllInMemory,
            IntFunction<@Nullable Version> planned) {
        this.context = context;
        this.graph = context.pipeline().graph();
        this.versions = versions;
        this.records = records;
        this.reruns = reruns;
        this.isAllInMemory = isAllInMemory;
        this.planned = planned;
        sources = new IncrementalSources(context, versions);
        bases = new IncrementBases(context, versions, records, sources, this::last);
    }

    /** Whether a node adds to what it made before. */
    public boolean isAdding(int node) {
        return sources.isAdding(node);
    }

    /**
     * The keys of the partitions that a node is given now, by incremental input.
     *
     * @param resumes whether it is for a try that goes on with what an earlier one stored, which does not count as a
     *     change by others
     * @param mayRun whether a node runs in this run or may have to
     */
    public Map<String, List<String>> give(int node, boolean resumes, IntPredicate mayRun) {
        Map<String, List<String>> given = new TreeMap<>();
        for (Source source : sources.of(node)) {
            if (source.node() == node) {
                SortedMap<String, String> seen = new TreeMap<>();
                versions.partitions(source.dataset()).forEach((key, partition) -> seen.put(key, partition.version()));
                Set<Integer> holders = holders(source, mayRun);
                Gift earlier = resumes ? gifts.get(source) : null;
                Gift gift = gift(source, seen, holders, earlier == null ? valid(source, holders) : earlier.valid());
                gifts.put(source, gift);
                given.put(graph.dataset(source.dataset()), List.copyOf(gift.keys()));
            }
        }
        return given;
    }

    private Set<Integer> holders(Source source, IntPredicate mayRun) {
        Set<Integer> holders = new HashSet<>();
        for (int node = 0; node < graph.nodeCount(); node++) {
            if (sources.of(node).contains(source)
                    && !isAllInMemory.test(node)
                    && (node == source.node() || mayRun.test(node))) {
                holders.add(node);
            }
        }
        return holders;
    }

    /** Those of the holders whose outputs hold what their records say, and the bases of each. */
    private Map<Integer, Set<String>> valid(Source source, Set<Integer> holders) {
        Map<Integer, Set<String>> valid = new HashMap<>();
        for (int holder : holders) {
            // All that the node itself reads is there or has failed; the others may read what is not decided yet.
            IntFunction<@Nullable Version> undecided = holder == source.node() ? dataset -> null : planned;
            Set<String> counting = bases.counting(holder, undecided);
            last(holder)
                    .map(IncrementBases::of)
                    .filter(kept -> !kept.isEmpty() && counting.containsAll(kept))
                    .filter(kept -> isValid(holder) && held(holder, source).isPresent())
                    .ifPresent(kept -> valid.put(holder, kept));
        }
        return valid;
    }

    /** What at least one of the holders lacks. */
    private Gift gift(
            Source source, SortedMap<String, String> seen, Set<Integer> holders, Map<Integer, Set<String>> valid) {
        Set<String> missing = new LinkedHashSet<>();
        for (int holder : holders) {
            SortedMap<String, String> held =
                    valid.containsKey(holder) ? held(holder, source).orElseThrow() : Collections.emptySortedMap();
            seen.forEach((key, version) -> {
                if (!version.equals(held.get(key))) {
                    missing.add(key);
                }
            });
        }
        boolean isAll = holders.isEmpty() || reruns.makesAllAnew(source.node());
        return new Gift(seen, isAll ? seen.keySet() : missing, holders, valid);
    }

    /** Whether the outputs of a holder are what its record says, and more of the same can be added to them. */
    private boolean isValid(int holder) {
        return last(holder)
                .filter(last -> !makesAllAnew(holder)
                        && last.schemas().equals(Facts.SCHEMAS)
                        && records.outputChanges(holder, last).isEmpty())
                .isPresent();
    }

    /** Whether a node, or one before it in memory, makes everything, whatever was made before. */
    private boolean makesAllAnew(int node) {
        if (reruns.makesAllAnew(node)) {
            return true;
        }
        return sources.addingProducers(node).stream().anyMatch(this::makesAllAnew);
    }

    private Optional<SortedMap<String, String>> held(int holder, Source source) {
        return last(holder).map(last -> last.given().get(name(source))).flatMap(context.store()::given);
    }

    private String name(Source source) {
        return graph.node(source.node()) + " " + graph.dataset(source.dataset());
    }

    /** The record of a node as it was before the run: what the run records does not change what it was given. */
    private Optional<NodeRecord> last(int node) {
        return before.computeIfAbsent(node, records::last);
    }

    /** A node starts whose outputs may include partitions of unknown origin. */
    public void startsBesideUnknown(int node) {
        strangers.add(node);
    }

    /**
     * Whether partitions stay that a node made before and does not make again. They do if they were made of what is not
     * given again, because the node holds it or because it is gone.
     */
    public boolean keepsOthers(int node) {
        return isAdding(node) && (last(node).isEmpty() || !isWhole(node) || isSomethingGone(node));
    }

    private boolean isWhole(int node) {
        return sources.of(node).stream().allMatch(source -> {
            Gift gift = gifts.get(source);
            return gift != null && gift.isWhole();
        });
    }

    private boolean isSomethingGone(int node) {
        return sources.of(node).stream().anyMatch(source -> {
            Gift gift = gifts.get(source);
            return gift == null
                    || held(node, source)
                            .filter(held -> gift.seen().keySet().containsAll(held.keySet()))
                            .isEmpty();
        });
    }

    /**
     * Whether all that a node lacks was given to those before it in this run, so that it may be recorded. It was not if
     * something that the node reads turned out to be other than planned.
     */
    boolean isServed(int node) {
        return isAllInMemory.test(node)
                || sources.of(node).stream().map(gifts::get).allMatch(gift -> gift == null || isServed(node, gift));
    }

    private boolean isServed(int node, Gift gift) {
        Set<String> valid = gift.valid().getOrDefault(node, Set.of());
        return gift.holders().contains(node)
                && bases.counting(node, dataset -> null).containsAll(valid);
    }

    /** What the record of a node that ran says. */
    SortedMap<String, String> recorded(int node) {
        if (!isAdding(node) || !gifts.keySet().containsAll(sources.of(node))) {
            return Collections.emptySortedMap();
        }
        Set<String> kept = new TreeSet<>();
        sources.of(node).forEach(source -> kept.addAll(gift(source).valid().getOrDefault(node, Set.of())));
        SortedMap<String, String> given = bases.recorded(node, kept).orElseGet(Collections::emptySortedMap);
        if (given.isEmpty()) {
            return given;
        }
        boolean hasUnknown = strangers.contains(node) || (last(node).isPresent() && isSomethingGone(node));
        for (Source source : sources.of(node)) {
            Gift gift = gift(source);
            SortedMap<String, String> holds = new TreeMap<>();
            if (gift.valid().containsKey(node)) {
                held(node, source).ifPresent(known -> holds.putAll(known));
            } else if (hasUnknown) {
                // Nobody knows which of what is gone the outputs still hold.
                holds.put(UNKNOWN, "");
            }
            holds.putAll(gift.seen());
            given.put(name(source), context.store().keepGiven(holds));
        }
        return given;
    }

    private Gift gift(Source source) {
        return Objects.requireNonNull(gifts.get(source), "all sources were given");
    }

    /** Returns what the record of an accepted node says: that its outputs contain all current partitions. */
    SortedMap<String, String> accepted(int node, NodeRecord last) {
        if (!isAdding(node)) {
            return Collections.emptySortedMap();
        }
        SortedMap<String, String> given = bases.accepted(node, last).orElseGet(Collections::emptySortedMap);
        if (given.isEmpty()) {
            return given;
        }
        for (Source source : sources.of(node)) {
            SortedMap<String, String> holds = new TreeMap<>();
            held(node, source).ifPresent(known -> holds.putAll(known));
            versions.partitions(source.dataset()).forEach((key, partition) -> holds.put(key, partition.version()));
            given.put(name(source), context.store().keepGiven(holds));
        }
        return given;
    }
}
